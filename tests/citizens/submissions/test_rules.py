"""Legal deadlines on days counted by hand; no database."""

from datetime import date

import pytest

from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import Round, Situation, Step
from citizens.submissions.law import law
from citizens.submissions.rules.clocks import Suspended, due, settling_situation
from portal.calendar.rules import DayKind, DaysOff, MarkedDay

COMPLAINT, DENUNCIATION, PETITION = (
    MatterKind.COMPLAINT, MatterKind.DENUNCIATION, MatterKind.PETITION,
)  # fmt: skip
# Quốc khánh 2026: Tuesday 1/9 and Wednesday 2/9 are off.
OFF = DaysOff.of(
    [
        MarkedDay(date(2026, 9, 1), DayKind.HOLIDAY, "Quốc khánh"),
        MarkedDay(date(2026, 9, 2), DayKind.HOLIDAY, "Quốc khánh"),
    ]
)


def last_day(step: Step, kind: MatterKind, event: date, **of: object) -> date:
    rule = law().clock(step, kind, on=event, **of)  # type: ignore[arg-type]  # by name
    assert rule is not None
    return due(rule, event, OFF).last_day


@pytest.mark.parametrize(
    ("kind", "event", "by"),
    [
        # Tuesday 30/6/2026: ten days end on Friday 10/7.
        (COMPLAINT, date(2026, 6, 30), date(2026, 7, 10)),
        # Wednesday 1/7/2026: Thu 2, Fri 3, Mon 6, Tue 7, Wed 8, Thu 9, Fri 10.
        (COMPLAINT, date(2026, 7, 1), date(2026, 7, 10)),
        # Wednesday 24/6/2026: ten days end on Saturday 4/7, and so on Monday 6/7.
        (COMPLAINT, date(2026, 6, 24), date(2026, 7, 6)),
        # Friday 28/8/2026: Mon 31/8; 1 and 2/9 off; Thu 3, Fri 4, Mon 7, Tue 8, Wed 9, Thu 10.
        (COMPLAINT, date(2026, 8, 28), date(2026, 9, 10)),
        (DENUNCIATION, date(2026, 6, 30), date(2026, 7, 9)),
    ],
)
def test_acceptance_by_the_law_of_the_day(kind: MatterKind, event: date, by: date) -> None:
    assert last_day(Step.ACCEPT, kind, event) == by


def test_a_denunciation_verified_in_several_places_has_ten_working_days() -> None:
    event = date(2026, 6, 30)
    by = last_day(Step.ACCEPT, DENUNCIATION, event, situation=Situation.SEVERAL_PLACES)
    assert by == date(2026, 7, 14)


def test_other_steps() -> None:
    monday = date(2026, 7, 6)
    assert last_day(Step.FORWARD, DENUNCIATION, monday) == date(2026, 7, 13)
    assert last_day(Step.EXAMINE, PETITION, monday) == date(2026, 7, 20)
    assert last_day(Step.REFUSAL, PETITION, monday) == date(2026, 7, 9)
    assert last_day(Step.REPORT_BACK, COMPLAINT, monday) == date(2026, 7, 15)


def test_no_written_refusal_was_owed_in_days_before_july_2026() -> None:
    assert law().clock(Step.REFUSAL, COMPLAINT, on=date(2026, 6, 30)) is None


def test_the_law_known_here_has_no_days_for_settling_a_petition() -> None:
    assert law().clock(Step.SETTLE, PETITION, on=date(2026, 7, 6)) is None


@pytest.mark.parametrize(
    ("round_", "situation", "by"),
    [
        # Accepted on Monday 2/3/2026.
        (Round.FIRST, Situation.PLAIN, date(2026, 4, 1)),
        (Round.FIRST, Situation.COMPLEX, date(2026, 4, 16)),
        (Round.FIRST, Situation.REMOTE, date(2026, 4, 16)),
        (Round.FIRST, Situation.COMPLEX_REMOTE, date(2026, 5, 1)),
        (Round.SECOND, Situation.PLAIN, date(2026, 4, 16)),
        (Round.SECOND, Situation.COMPLEX, date(2026, 5, 1)),
        (Round.SECOND, Situation.REMOTE, date(2026, 5, 1)),
        (Round.SECOND, Situation.COMPLEX_REMOTE, date(2026, 5, 11)),
    ],
)
def test_settling_a_complaint(round_: Round, situation: Situation, by: date) -> None:
    event = date(2026, 3, 2)
    assert last_day(Step.SETTLE, COMPLAINT, event, round_=round_, situation=situation) == by


@pytest.mark.parametrize(
    ("extensions", "by"), [(0, date(2026, 4, 1)), (1, date(2026, 5, 1)), (2, date(2026, 6, 1))]
)
def test_settling_a_denunciation_extended_once_or_twice(extensions: int, by: date) -> None:
    """Ninety days from 2/3 end on Sunday 31/5, and so on Monday 1/6."""
    situation = settling_situation(
        DENUNCIATION, is_complex=True, is_remote=True, extensions=extensions
    )
    assert last_day(Step.SETTLE, DENUNCIATION, date(2026, 3, 2), situation=situation) == by


def settled(kind: MatterKind, event: date, *spans: Suspended) -> date:
    rule = law().clock(Step.SETTLE, kind, on=event)
    assert rule is not None
    return due(rule, event, OFF, left_out=law().left_out(kind, spans)).last_day


def test_suspended_days_of_a_complaint_are_left_out_since_july_2026() -> None:
    """Accepted 6/7, thirty days end 5/8; 13–22/7 is ten days: 15/8 is a Saturday, so 17/8."""
    span = Suspended(date(2026, 7, 13), date(2026, 7, 22))
    assert settled(COMPLAINT, date(2026, 7, 6), span) == date(2026, 8, 17)


def test_before_that_they_count_and_over_the_day_only_those_after_are_left_out() -> None:
    """Accepted 1/6, thirty days end 1/7. Of 20/6–10/7 ten days lie in July: 11/7, a Saturday, 13/7."""
    assert settled(COMPLAINT, date(2026, 6, 1)) == date(2026, 7, 1)
    before = Suspended(date(2026, 6, 10), date(2026, 6, 20))
    assert settled(COMPLAINT, date(2026, 6, 1), before) == date(2026, 7, 1)
    over = Suspended(date(2026, 6, 20), date(2026, 7, 10))
    assert settled(COMPLAINT, date(2026, 6, 1), over) == date(2026, 7, 13)


def test_suspended_days_of_a_denunciation_are_left_out_since_2019() -> None:
    """Accepted 2/3, thirty days end 1/4; five days of 9–13/3: Monday 6/4."""
    span = Suspended(date(2026, 3, 9), date(2026, 3, 13))
    assert settled(DENUNCIATION, date(2026, 3, 2), span) == date(2026, 4, 6)


def test_days_suspended_after_the_end_change_nothing() -> None:
    span = Suspended(date(2026, 4, 2), date(2026, 4, 20))
    assert settled(DENUNCIATION, date(2026, 3, 2), span) == date(2026, 4, 1)


def test_two_spans_and_the_second_met_only_because_of_the_first() -> None:
    """Accepted 2/3: 25/3–31/3 moves 1/4 to 8/4, so 3–4/4 is met as well: 10/4, a Friday."""
    spans = (
        Suspended(date(2026, 3, 25), date(2026, 3, 31)),
        Suspended(date(2026, 4, 3), date(2026, 4, 4)),
    )
    assert settled(DENUNCIATION, date(2026, 3, 2), *spans) == date(2026, 4, 10)


def test_each_deadline_says_why() -> None:
    rule = law().clock(Step.SETTLE, COMPLAINT, on=date(2026, 7, 6))
    assert rule is not None
    by = due(
        rule, date(2026, 7, 6), OFF, left_out=[Suspended(date(2026, 7, 13), date(2026, 7, 22))]
    )
    said = " ".join(line for reason in by.reasons for line in reason.lines)
    assert "Điều 28 Luật Khiếu nại" in said
    assert "không tính 10 ngày tạm đình chỉ (13/07/2026 – 22/07/2026)" in said


def test_what_was_only_transcribed_says_so() -> None:
    rule = law().clock(Step.REFUSAL, COMPLAINT, on=date(2026, 7, 6))
    assert rule is not None
    assert "chưa đối chiếu bản chính thức" in " ".join(due(rule, date(2026, 7, 6), OFF).notes)


def test_every_rule_has_its_own_code_and_no_two_hold_at_once() -> None:
    clocks = law().clocks
    assert len({rule.code for rule in clocks}) == len(clocks)
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        held = [
            (rule.step, kind, rule.round, rule.situation)
            for rule in clocks if rule.holds_on(day) for kind in rule.kinds
        ]  # fmt: skip
        assert len(held) == len(set(held))
