"""What an undertaking may say, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.rules import undertaking_problems

ON, SINCE = date(2026, 11, 22), date(2025, 7, 1)
TEXT = UndertakingEntry(UndertakingKind.NEW_TEXT, date(2026, 10, 5), "Quy chế", "12/QĐ-UBND")
COURSE = UndertakingEntry(UndertakingKind.TRAINING, date(2026, 10, 5), "Tập huấn", people=40)
INSPECTION = UndertakingEntry(
    UndertakingKind.INSPECTION, date(2026, 10, 5), "Thanh tra", units=2,
    concluded_on=date(2026, 10, 20), conclusion_number="3/KL", discipline_persons=2,
)  # fmt: skip


@pytest.mark.parametrize("entry", [TEXT, COURSE, INSPECTION])
def test_what_is_whole_is_taken(entry: UndertakingEntry) -> None:
    assert undertaking_problems(entry, on=ON, office_since=SINCE) == {}


@pytest.mark.parametrize(
    ("entry", "changes", "field"),
    [
        (TEXT, {"day": date(2026, 11, 23)}, "day"),
        (TEXT, {"day": date(2025, 6, 30)}, "day"),
        (TEXT, {"title": ""}, "title"),
        (TEXT, {"number": ""}, "number"),
        (COURSE, {"people": 0}, "people"),
        (INSPECTION, {"units": 0}, "units"),
        (INSPECTION, {"concluded_on": None}, "concluded_on"),
        (INSPECTION, {"concluded_on": date(2026, 10, 4)}, "concluded_on"),
        (INSPECTION, {"conclusion_number": ""}, "conclusion_number"),
        (INSPECTION, {"disciplined_persons": 1}, "executed_on"),
        (INSPECTION, {"executed_on": date(2026, 10, 19)}, "executed_on"),
        (INSPECTION, {"executed_on": ON, "disciplined_persons": 3}, "disciplined_persons"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    entry: UndertakingEntry, changes: dict[str, Any], field: str
) -> None:
    found = undertaking_problems(replace(entry, **changes), on=ON, office_since=SINCE)
    assert list(found) == [field]
