"""The directive to all, carried out: twenty duties in every commune, each as far as it has come."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from directives.assignments.actions import count_all_again
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, Extension, ProgressEntry
from directives.assignments.rules import Step
from portal.scale.copying import Stack, Stacks
from portal.scale.country import Commune, Country, Worker
from portal.scale.dice import Urn, dice_for, in_office
from portal.scale.progress import Bar

_FALLEN_DUE = Urn(
    {Step.GIVEN: 3, Step.ACKNOWLEDGED: 8, Step.SUBMITTED: 4, Step.ACCEPTED: 84, Step.HANDED_BACK: 1}
)
_TO_COME = Urn(
    {
        Step.GIVEN: 25,
        Step.ACKNOWLEDGED: 48,
        Step.SUBMITTED: 8,
        Step.ACCEPTED: 18,
        Step.HANDED_BACK: 1,
    }
)
_IS_LATE, _ASKS_FOR_TIME = 0.14, 0.03
_NOTES = (
    "Đang triển khai tại các thôn, tổ dân phố.", "Đã ban hành kế hoạch, phân công cụ thể.",
    "Đã tổ chức hội nghị quán triệt.", "Đang tổng hợp số liệu từ các thôn.",
)  # fmt: skip


class Sheets:
    """The stacks of the assignments, and how one goes onto them."""

    def __init__(self, country: Country) -> None:
        self._on = country.on
        self._work = Stack(
            Assignment, "duty_id", "organisation_id", "assigned_on", "due_on", "original_due_on",
            "step", "percent", "submitted_on", "assigned_by_id", "assigned_by_organisation_id",
            "version",
        )  # fmt: skip
        self._entries = Stack(
            ProgressEntry, "assignment_id", "kind", "at", "by_user_id", "by_name",
            "by_organisation_id", "percent", "note",
        )  # fmt: skip
        self._extensions = Stack(
            Extension, "assignment_id", "asked_on", "until", "reason", "decided_on", "granted"
        )
        self.stacks = Stacks(self._work, self._entries, self._extensions)

    def give(
        self, commune: Commune, duty: int, due_on: date, given_on: date, dice: random.Random
    ) -> None:
        """Give one duty to one commune, and let it get on with it."""
        staff, worker = commune.province.staff, commune.officials[dice.random() < 0.3]
        longer = dice.random() < _ASKS_FOR_TIME
        until = due_on + timedelta(days=15) if longer else due_on
        step = (_FALLEN_DUE if until < self._on else _TO_COME).draw(dice)
        submitted_on = self._submitted_on(step, until, given_on, dice)
        percent = 100 if submitted_on else 20 * int(dice.random() * 5)
        pk = self._work.add(
            duty, commune.people_committee, given_on, until, due_on, step.value,
            0 if step is Step.GIVEN else percent, submitted_on, staff.user_id if staff else None,
            commune.province.home_affairs, 1,
        )  # fmt: skip
        if longer:
            self._extensions.add(
                pk, given_on + timedelta(days=3), until, "Chờ hướng dẫn của sở chuyên ngành.",
                given_on + timedelta(days=5), True,
            )  # fmt: skip
        self._tell(pk, commune, worker, step, percent, given_on, submitted_on, dice)

    def _submitted_on(
        self, step: Step, due_on: date, given_on: date, dice: random.Random
    ) -> date | None:
        if step not in (Step.SUBMITTED, Step.ACCEPTED):
            return None
        late = dice.random() < _IS_LATE
        near = due_on + timedelta(days=int(dice.random() * 20) * (1 if late else -1))
        return max(given_on, min(near, self._on))

    def _tell(
        self, pk: int, commune: Commune, worker: Worker, step: Step, percent: int,
        given_on: date, submitted_on: date | None, dice: random.Random,
    ) -> None:  # fmt: skip
        if step is Step.GIVEN:
            return
        begun = in_office(min(given_on + timedelta(days=2), self._on), dice)
        self._say(pk, EntryKind.ACKNOWLEDGE, begun, commune, worker, None, "")
        if percent or submitted_on:
            half = begun + timedelta(days=int(dice.random() * 5) + 1)
            note = _NOTES[int(dice.random() * len(_NOTES))]
            self._say(pk, EntryKind.PROGRESS, half, commune, worker, min(percent, 80), note)
        if submitted_on:
            done = in_office(submitted_on, dice)
            note = "Đã hoàn thành, hồ sơ lưu tại UBND."
            self._say(pk, EntryKind.SUBMIT, done, commune, worker, 100, note)
        if step is Step.ACCEPTED and submitted_on and commune.province.staff:
            at = in_office(min(submitted_on + timedelta(days=3), self._on), dice)
            self._say(pk, EntryKind.ACCEPT, at, commune, commune.province.staff, None, "")
        if step is Step.HANDED_BACK:
            note = "Nhiệm vụ không thuộc thẩm quyền của xã."
            self._say(pk, EntryKind.HAND_BACK, begun, commune, worker, None, note)

    def _say(
        self, pk: int, kind: EntryKind, at: datetime, commune: Commune, by: Worker,
        percent: int | None, note: str,
    ) -> None:  # fmt: skip
        reviewer = by is commune.province.staff
        organisation = commune.province.home_affairs if reviewer else commune.people_committee
        self._entries.add(pk, kind.value, at, by.user_id, by.name, organisation, percent, note)


def give_to_all(country: Country, duties: Sequence[tuple[int, date]], count: int, bar: Bar) -> None:
    """Give the duties to the communes, whole communes first, until `count` are given."""
    sheets = Sheets(country)
    given_on = country.on - timedelta(days=250)
    left = count
    for commune in country.communes_largest_province_first:
        dice = dice_for(country.seed, "work", commune.code)
        for duty, due_on in duties[:left]:
            sheets.give(commune, duty, due_on, given_on, dice)
        taken = min(left, len(duties))
        left -= taken
        bar.forward(taken)
        sheets.stacks.flush_when_full()
        if not left:
            break
    sheets.stacks.finish()
    count_all_again()
