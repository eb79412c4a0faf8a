"""The nation's days come with the data; a province adds its own, and takes none from its people."""

from django.db import migrations, models

from portal.triggers import RefuseWhen


def leave_the_nations_days_to_the_data(apps, schema_editor):
    """What an administrator marked for the nation until now stays; only an operator changes it."""
    apps.get_model("calendar", "DayOff").objects.filter(province=None).update(loaded=True)


class Migration(migrations.Migration):
    # PostgreSQL alters no table that has events pending from rows changed in the same transaction.
    dependencies = [("calendar", "0002_provinces_and_redatings")]

    operations = [
        migrations.AlterField(
            model_name="dayoff",
            name="loaded",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="của dữ liệu gốc"
            ),
        ),
        migrations.AlterField(
            model_name="dayoff",
            name="province",
            field=models.ForeignKey(
                blank=True,
                help_text="Để trống: cả nước.",
                limit_choices_to={"level": "province", "valid_to": None},
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="units.administrativeunit",
                verbose_name="tỉnh, thành phố",
            ),
        ),
        migrations.RunPython(leave_the_nations_days_to_the_data, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("province__isnull", False), ("loaded", True), _connector="OR"),
                name="days_off_of_the_nation_come_with_the_data",
                violation_error_message=(
                    "Ngày nghỉ của cả nước chỉ vào bằng dữ liệu gốc hoặc lệnh của người vận hành."
                ),
            ),
        ),
        RefuseWhen(
            "DayOff",
            name="days_off_of_a_province_only_add_to_the_nations",
            condition=(
                "NEW.province_id IS NOT NULL AND NEW.removed_at IS NULL"
                " AND NEW.kind = 'make_up_work' AND EXISTS (SELECT 1 FROM {day} AS nation"
                " WHERE nation.day = NEW.day AND nation.province_id IS NULL"
                " AND nation.removed_at IS NULL AND nation.kind <> 'make_up_work')"
            ),
            tables={"day": "DayOff"},
            says="Cả nước nghỉ ngày này: một tỉnh không đặt được làm ngày làm bù.",
        ),
    ]
