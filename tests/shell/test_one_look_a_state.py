"""One meaning, one word, one colour and one icon, in cards, bars, maps and figures."""

import re

import pytest
from django.conf import settings

from directives.assignments.rules import State
from directives.assignments.views.board import _WORDS
from directives.assignments.views.counted import TONES
from directives.assignments.views.lines import _BY_STATE
from portal.charts.bars import FOUR_STATES
from portal.charts.drawing import TONES as COLOURS
from portal.templatetags.show import STATES

LATE = "Xong sau hạn"


def test_what_was_done_late_looks_the_same_wherever_it_is_said() -> None:
    said = {
        "badge": _BY_STATE[State.LATE.value],
        "map": _WORDS[State.LATE][::-1],
        "bar": next((state.tone, state.label) for state in FOUR_STATES if state.label == LATE),
    }
    assert said == dict.fromkeys(said, ("done-late", LATE))
    assert TONES[State.LATE] == "done-late"
    assert STATES["done-late"] != STATES["done"]


@pytest.mark.parametrize("rule", [".state-", ".figure-", ".heat-key.heat-", ".key-"])
def test_each_sheet_draws_it_in_that_colour(rule: str) -> None:
    sheets = "".join(one.read_text() for one in (settings.BASE_DIR / "static/css").glob("*.css"))
    drawn = re.search(re.escape(f"{rule}done-late") + r" \{[^}]*\}", sheets)
    assert drawn
    assert "var(--done-late)" in drawn[0]
    assert f"--done-late: {COLOURS['done-late'][0]};" in sheets
