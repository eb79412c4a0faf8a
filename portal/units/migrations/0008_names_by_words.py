from django.db import migrations

from portal.indexes import SearchedByWords


class Migration(migrations.Migration):
    """The search over everything looked through all 14,000 names of units for each question."""

    dependencies = [("units", "0007_organisations_stand_for_old_ones")]
    operations = [SearchedByWords("unitname", column="search_key", name="units_names_by_words")]
