"""Keep beside a unit's counts what its whole paper says, and fill it in for those that were counted."""

from json import loads
from typing import Any

from django.db import migrations, models


def fill(apps: Any, editor: Any) -> None:
    Campaign = apps.get_model("surveys", "Campaign")
    Question = apps.get_model("surveys", "Question")
    UnitTally = apps.get_model("surveys", "UnitTally")
    kept = ("good", "valid", "people", "fewest")
    for version in Campaign.objects.order_by().values_list("version", flat=True).distinct():
        questions = Question.objects.filter(version=version).order_by("place")
        paper = [
            (question.in_index, [option.polarity for option in question.options.order_by("number")])
            for question in questions
        ]
        rows = UnitTally.objects.filter(campaign_unit__campaign__version=version)
        for row in (found := list(rows)):
            row.good, row.valid, row.people, row.fewest = _read(paper, loads(row.sums))
        UnitTally.objects.bulk_update(found, kept, batch_size=500)


def _read(paper: list[tuple[bool, list[str]]], sums: list[int]) -> tuple[int, int, int, int]:
    good, valid, answered, place = 0, [0], [], 0
    for in_index, polarities in paper if sums else ():
        chosen = sums[place + 2 : place + 2 + len(polarities)]
        answered.append(sums[place])
        place += 2 + len(polarities)
        if in_index:
            judging = [one for one in zip(polarities, chosen, strict=True) if one[0]]
            good += sum(count for polarity, count in judging if polarity == "good")
            valid.append(sum(count for _, count in judging))
    return good, sum(valid), max(valid), min(filter(None, answered), default=0)


def _kept(label: str) -> Any:
    return models.PositiveIntegerField(default=0, verbose_name=label)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0010_coverage")]

    operations = [
        migrations.AddField("unittally", "good", _kept("câu trả lời tốt")),
        migrations.AddField("unittally", "valid", _kept("câu trả lời hợp lệ")),
        migrations.AddField("unittally", "people", _kept("người trả lời")),
        migrations.AddField("unittally", "fewest", _kept("người trả lời câu ít nhất")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
