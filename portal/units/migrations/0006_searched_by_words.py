from django.db import migrations

from portal.indexes import SearchedByWords


class Migration(migrations.Migration):
    """A suggestion looks for words in 70,000 names, at each letter typed."""

    dependencies = [("units", "0005_records_of_divided_units")]
    operations = [
        SearchedByWords("organisation", column="search_key", name="organisations_by_words"),
    ]
