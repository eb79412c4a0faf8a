"""Only a number of the register and a day from the period until the sending are kept of a paper.

What was typed otherwise is taken out of the row; what was signed stays frozen as it was.
"""

from django.db import migrations, models
from django.db.models import F, Q

REAL_NUMBER = Q(number="") | Q(number__regex=r"^0{0,3}[1-9][0-9]{0,4}[A-Za-zĐđ]?(/BC(-[A-ZĐ]+)+)?$")
REAL_DATE = Q(issued_on__isnull=True) | Q(issued_on__gte=F("starts_on")) & (
    Q(submitted_on__isnull=True) | Q(issued_on__lte=F("submitted_on"))
)


def take_out(apps, schema_editor):
    reports = apps.get_model("reports", "Report").objects
    reports.exclude(REAL_NUMBER).update(number="")
    reports.exclude(REAL_DATE).update(issued_on=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RunPython(take_out, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=REAL_NUMBER,
                name="reports_number_is_of_the_register",
                violation_error_message="Số văn bản có dạng 125, 125a hoặc 125/BC-UBND.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=REAL_DATE,
                name="reports_dated_from_the_period_until_sent",
                violation_error_message="Ngày văn bản từ ngày đầu kỳ số liệu đến ngày gửi.",
            ),
        ),
    ]
