"""Nobody begins at an organisation that is not there yet, or no more."""

from django.db import migrations

from portal.triggers import RefuseWhen

NOT_THERE = """EXISTS (
    SELECT 1 FROM {organisation} o WHERE o.id = NEW.organisation_id
    AND (NEW.starts_on < o.valid_from OR NEW.starts_on > o.valid_to))"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_address_codes"),
        ("units", "0003_area_name_taken"),
    ]

    operations = [
        RefuseWhen(
            "Posting",
            name="accounts_posting_begins_while_its_organisation_stands",
            condition=NOT_THERE,
            tables={"organisation": "units.Organisation"},
            events=("INSERT",),
            says="Cơ quan chưa có, hoặc không còn, vào ngày bắt đầu phân công.",
        ),
    ]
