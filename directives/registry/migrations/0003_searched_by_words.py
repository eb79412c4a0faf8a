"""Find words of a directive among hundreds of thousands (docs/decisions/search.md)."""

from django.db import migrations

from portal.indexes import SearchedByWords


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_central_numbers_come_once")]

    operations = [
        SearchedByWords("Directive", column="search_key", name="registry_directive_by_words"),
    ]
