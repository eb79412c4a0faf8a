"""Who manages whom: where an account was made, standing in, and what no single row can refuse."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from portal.triggers import RefuseWhen

PLACES = {
    "organisation": "units.Organisation",
    "unit": "units.AdministrativeUnit",
    "area": "units.Area",
}
AREA_ELSEWHERE = """NEW.area_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {organisation} o JOIN {unit} u ON u.id = o.unit_id
    LEFT JOIN {unit} p ON p.id = u.parent_id JOIN {area} a ON a.id = NEW.area_id
    WHERE o.id = NEW.organisation_id AND a.province_id IN (u.id, u.parent_id, p.parent_id))"""
_ROLES = (
    ("people_committee", "province", "province_staff supervisor unit_administrator administrator"),
    ("department", "province", "province_staff supervisor unit_administrator"),
    ("front_committee", "province", "front unit_administrator"),
    ("people_committee", "commune", "commune_leader commune_official unit_administrator"),
    ("front_committee", "commune", "front unit_administrator"),
    ("party_committee", "commune", "commune_official unit_administrator"),
    ("people_council", "commune", "commune_official unit_administrator"),
    ("police", "commune", "commune_official unit_administrator"),
)
FITS = " OR ".join(
    "(o.kind = '{}' AND u.level = '{}' AND NEW.role IN ('{}'))".format(
        kind, level, roles.replace(" ", "', '")
    )
    for kind, level, roles in _ROLES
)
ROLE_OF_OTHERS = """NOT EXISTS (
    SELECT 1 FROM {organisation} o JOIN {unit} u ON u.id = o.unit_id
    WHERE o.id = NEW.organisation_id AND (FITS))""".replace("FITS", FITS)
ANOTHER_SEAT = """NEW.acting_for_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM {posting} p WHERE p.id = NEW.acting_for_id AND (
        p.organisation_id <> NEW.organisation_id OR p.role <> NEW.role OR p.user_id = NEW.user_id
        OR p.acting_for_id IS NOT NULL OR NEW.starts_on < p.starts_on OR NEW.ends_on > p.ends_on))"""


def say_who_made_whom(apps, schema_editor):
    """Give the accounts that nobody posted to the organisation in whose record their making stands."""
    User = apps.get_model("accounts", "User")
    Entry = apps.get_model("audit", "Entry")
    for user in User.objects.filter(postings__isnull=True, made_by_organisation__isnull=True):
        made = Entry.objects.filter(
            target_type="accounts.user", target_id=str(user.pk), act="user.create", chain_id__gt=0
        ).first()
        if made is not None:
            User.objects.filter(pk=user.pk).update(made_by_organisation_id=made.chain_id)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_second_step"),
        ("audit", "0001_initial"),
        ("units", "0003_area_name_taken"),
    ]

    operations = [
        migrations.AddField(
            "user",
            "made_by_organisation",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan lập tài khoản",
            ),
        ),
        migrations.AlterField(
            "posting",
            "role",
            models.CharField(
                choices=[
                    ("commune_official", "Công chức cấp xã"),
                    ("commune_leader", "Lãnh đạo UBND cấp xã"),
                    ("supervisor", "Cán bộ theo dõi địa bàn"),
                    ("province_staff", "Sở Nội vụ"),
                    ("front", "Ủy ban MTTQ"),
                    ("unit_administrator", "Quản trị đơn vị"),
                    ("administrator", "Quản trị hệ thống"),
                ],
                max_length=20,
                verbose_name="vai trò",
            ),
        ),
        migrations.AddField(
            "posting",
            "acting_for",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="accounts.posting",
                verbose_name="thay mặt",
            ),
        ),
        migrations.AddConstraint(
            "posting",
            models.CheckConstraint(
                condition=Q(
                    ("acting_for__isnull", True), ("ends_on__isnull", False), _connector="OR"
                ),
                name="accounts_standing_in_has_an_end",
                violation_error_message="Thay mặt người vắng thì phải có ngày kết thúc.",
            ),
        ),
        RefuseWhen(
            "Posting",
            name="accounts_area_is_of_the_same_province",
            condition=AREA_ELSEWHERE,
            tables=PLACES,
            says="Địa bàn này thuộc tỉnh khác với cơ quan.",
        ),
        RefuseWhen(
            "Posting",
            name="accounts_organisation_carries_the_role",
            condition=ROLE_OF_OTHERS,
            tables=PLACES,
            says="Cơ quan không có vai trò này.",
        ),
        RefuseWhen(
            "Posting",
            name="accounts_stand_in_holds_the_same_seat",
            condition=ANOTHER_SEAT,
            tables={"posting": "Posting"},
            says="Người thay mặt giữ đúng vị trí của người vắng, trong thời gian người vắng giữ.",
        ),
        migrations.RunPython(say_who_made_whom, migrations.RunPython.noop),
    ]
