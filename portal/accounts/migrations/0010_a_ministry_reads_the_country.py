"""A ministry's people read the country; nobody else has their role, and they have no other."""

from importlib import import_module

from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

BEFORE = import_module("portal.accounts.migrations.0005_who_manages_whom")
MINISTRY = ("ministry", "country", "ministry")
_ROLES = (*BEFORE._ROLES, MINISTRY)
(CARRIES,) = (
    one
    for one in BEFORE.Migration.operations
    if isinstance(one, RefuseWhen) and one.name == "accounts_organisation_carries_the_role"
)
ALSO = "(o.kind = '{}' AND u.level = '{}' AND NEW.role IN ('{}'))".format(*MINISTRY)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_postings_know_their_unit"),
        ("units", "0009_the_country"),
    ]

    operations = [
        Allow.what(CARRIES),
        migrations.AlterField(
            model_name="posting",
            name="role",
            field=models.CharField(
                choices=[
                    ("commune_official", "Công chức cấp xã"),
                    ("commune_leader", "Lãnh đạo UBND cấp xã"),
                    ("supervisor", "Cán bộ theo dõi địa bàn"),
                    ("province_staff", "Sở Nội vụ"),
                    ("ministry", "Bộ Nội vụ"),
                    ("front", "Ủy ban MTTQ"),
                    ("unit_administrator", "Quản trị đơn vị"),
                    ("administrator", "Quản trị hệ thống"),
                ],
                max_length=20,
                verbose_name="vai trò",
            ),
        ),
        RefuseWhen(
            CARRIES.model_name,
            name=CARRIES.name,
            condition=CARRIES.condition.replace(BEFORE.FITS, f"{BEFORE.FITS} OR {ALSO}"),
            tables=CARRIES.tables,
            says=CARRIES.says,
        ),
    ]
