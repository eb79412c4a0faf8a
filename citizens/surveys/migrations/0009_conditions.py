"""A question is asked after any of several answers; the one condition it had is copied."""

from typing import Any

from django.db import migrations, models


def copy(apps: Any, editor: Any) -> None:
    Question = apps.get_model("surveys", "Question")
    through = Question.asked_after.through
    pairs = Question.objects.filter(shown_if__isnull=False).values_list("pk", "shown_if")
    through.objects.bulk_create(through(question_id=one, option_id=other) for one, other in pairs)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0008_officials")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="asked_after",
            field=models.ManyToManyField(
                blank=True,
                related_name="asks_next",
                to="surveys.option",
                verbose_name="chỉ hỏi khi chọn một trong",
            ),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
