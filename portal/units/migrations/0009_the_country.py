"""The country is one unit, over no other on the map; the ministries stand in it, and nothing else."""

from importlib import import_module

from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

# The rules of postings look at the units: SQLite remakes that table.
LOOK_AT_UNITS = [
    RefuseWhen(
        "accounts.Posting", name=one.name, condition=one.condition, tables=one.tables, says=one.says
    )
    for one in import_module(
        "portal.accounts.migrations.0005_who_manages_whom"
    ).Migration.operations
    if isinstance(one, RefuseWhen) and "unit" in one.tables
]


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0008_names_by_words"),
        ("accounts", "0009_postings_know_their_unit"),
    ]

    operations = [
        *map(Allow.what, LOOK_AT_UNITS),
        migrations.RemoveConstraint(
            model_name="administrativeunit",
            name="units_below_a_province_have_a_parent",
        ),
        migrations.RemoveConstraint(
            model_name="administrativeunit",
            name="units_have_a_kind_of_their_level",
        ),
        migrations.AlterField(
            model_name="administrativeunit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("country", "Nước"),
                    ("province", "Tỉnh"),
                    ("central_city", "Thành phố trực thuộc trung ương"),
                    ("urban_district", "Quận"),
                    ("district", "Huyện"),
                    ("town", "Thị xã"),
                    ("city", "Thành phố thuộc tỉnh, thành phố"),
                    ("commune", "Xã"),
                    ("ward", "Phường"),
                    ("township", "Thị trấn"),
                    ("special_zone", "Đặc khu"),
                ],
                max_length=20,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="administrativeunit",
            name="level",
            field=models.CharField(
                choices=[
                    ("country", "Trung ương"),
                    ("province", "Cấp tỉnh"),
                    ("district", "Cấp huyện"),
                    ("commune", "Cấp xã"),
                ],
                max_length=10,
                verbose_name="cấp",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("people_committee", "Ủy ban nhân dân"),
                    ("people_council", "Hội đồng nhân dân"),
                    ("party_committee", "Cấp ủy Đảng"),
                    ("front_committee", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
                    ("department", "Cơ quan chuyên môn"),
                    ("police", "Công an"),
                    ("ministry", "Bộ, cơ quan ngang Bộ"),
                ],
                max_length=20,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="unitname",
            name="kind",
            field=models.CharField(
                choices=[
                    ("country", "Nước"),
                    ("province", "Tỉnh"),
                    ("central_city", "Thành phố trực thuộc trung ương"),
                    ("urban_district", "Quận"),
                    ("district", "Huyện"),
                    ("town", "Thị xã"),
                    ("city", "Thành phố thuộc tỉnh, thành phố"),
                    ("commune", "Xã"),
                    ("ward", "Phường"),
                    ("township", "Thị trấn"),
                    ("special_zone", "Đặc khu"),
                ],
                max_length=20,
                verbose_name="loại",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativeunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level__in", ("country", "province")), ("parent__isnull", True)),
                    models.Q(
                        models.Q(("level__in", ("country", "province")), _negated=True),
                        ("parent__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="units_below_a_province_have_a_parent",
                violation_error_message="Cấp tỉnh không thuộc đơn vị nào; cấp khác phải thuộc một.",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativeunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "country"), ("level", "country")),
                    models.Q(("kind__in", ["province", "central_city"]), ("level", "province")),
                    models.Q(
                        ("kind__in", ["urban_district", "district", "town", "city"]),
                        ("level", "district"),
                    ),
                    models.Q(
                        ("kind__in", ["commune", "ward", "township", "special_zone"]),
                        ("level", "commune"),
                    ),
                    _connector="OR",
                ),
                name="units_have_a_kind_of_their_level",
                violation_error_message="Loại đơn vị không thuộc cấp này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativeunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "country")),
                fields=("level",),
                name="units_hold_one_country",
                violation_error_message="Chỉ có một nước.",
            ),
        ),
        *LOOK_AT_UNITS,
        RefuseWhen(
            "Organisation",
            name="units_the_country_holds_ministries_only",
            condition="""EXISTS (SELECT 1 FROM {unit} u WHERE u.id = NEW.unit_id
                AND (u.level = 'country') <> (NEW.kind = 'ministry'))""",
            tables={"unit": "AdministrativeUnit"},
            says="Bộ, ngành đứng ở Trung ương; Trung ương không có cơ quan nào khác.",
        ),
    ]
