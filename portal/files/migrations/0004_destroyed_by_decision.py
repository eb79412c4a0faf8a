from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_find_by_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="destroyed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="hủy lúc"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("destroyed_at__isnull", True), ("file", ""), _connector="OR"),
                name="files_destroyed_attachment_names_no_file",
                violation_error_message="Tệp đã hủy không còn nội dung.",
            ),
        ),
    ]
