"""Each owner of a matter says its kind; what an office holds is found by it."""

from django.db import migrations, models

from portal.triggers import RefuseWhen

KINDS = [
    ("complaint", "Khiếu nại"), ("denunciation", "Tố cáo"),
    ("petition", "Kiến nghị"), ("reflection", "Phản ánh"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("receptions", "0010_fill_kinds")]

    operations = [
        migrations.AlterField(
            model_name="matterowner",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, verbose_name="loại vụ việc"),
        ),
        migrations.AddIndex(
            model_name="matterowner",
            index=models.Index(fields=["organisation", "kind"], name="receptions_held_by_kind"),
        ),
        migrations.AddIndex(
            model_name="matterowner",
            index=models.Index(
                condition=models.Q(("ends_on__isnull", False)),
                fields=["organisation", "matter"],
                name="receptions_held_before",
            ),
        ),
        RefuseWhen(
            "MatterOwner",
            name="receptions_owners_say_the_kind_of_their_matter",
            tables={"matter": "Matter"},
            condition=(
                "EXISTS (SELECT 1 FROM {matter} m WHERE m.id = NEW.matter_id AND m.kind <> NEW.kind)"
            ),
        ),
    ]
