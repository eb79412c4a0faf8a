"""A province's year in the demo: directives, what became of the duties, reports under way."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from directives.assignments import actions as assignments
from directives.assignments.models import Assignment
from directives.assignments.rules import period_label
from directives.registry.actions import enter, save_review
from directives.registry.actions.review import (
    ACCEPT,
    DutyAnswer,
    MastheadAnswer,
    ReferenceAnswer,
    Review,
)
from directives.registry.models import Directive, Duty
from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import posting_of
from portal.units.models import Organisation

TEXTS = Path(__file__).parent / "texts"
_TEXTS = {
    "chi-thi-thu-tuong": "Về tăng cường và đổi mới công tác dân vận của cơ quan hành chính nhà nước, "
    "chính quyền các cấp trong tình hình mới",
    "chi-thi-tinh-uy": "Về tăng cường công tác dân vận trong tình hình mới",
    "chi-thi-tinh": "Về xây dựng “Chính quyền thân thiện” và đổi mới công tác dân vận của chính quyền cấp xã",
}
# How far the communes are: the share that has not answered, works, sent, is done; for work that
# has fallen due, and for work whose day is still to come.
_STEPS = ("given", "acknowledged", "submitted", "accepted")
_FALLEN_DUE, _TO_COME = (3, 6, 5, 86), (25, 45, 10, 20)
# The duties of the State's directive that are the communes' own.
_OF_COMMUNES = {"1", "2", "3", "5"}


def issue_directives(*, on: date) -> list[Directive]:
    """Enter, review and accept the demo's directives, each before those that cite it."""
    by = scope_of(posting_of("sonoivu"))
    return [_issue(name, subject, by=by, on=on) for name, subject in _TEXTS.items()]


def _issue(name: str, subject: str, *, by: Scope, on: date) -> Directive:
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    draft = enter(text=text, entry_key=f"demo-{name}", by=by)
    review = Review(
        masthead=MastheadAnswer(
            values={"subject": subject}, recipients=[one.wording for one in draft.recipients.all()]
        ),
        references=[
            ReferenceAnswer(row, {}, ACCEPT, row.target_id) for row in draft.references.all()
        ],
        duties=[DutyAnswer(row, {}, ACCEPT) for row in draft.duties.all()],
    )
    return save_review(directive=draft, review=review, by=by, on=on, finish=True)


def roll_out(directive: Directive, *, on: date, dice: random.Random) -> None:
    """Give the directive's duties to every commune, and let the communes get on with them."""
    by = scope_of(posting_of("sonoivu"))
    communes = communes_of(by, on=on)
    for duty in directive.duties.filter(clause__in=_OF_COMMUNES, due_wording__gt=""):
        _give(duty, communes, by=by, on=on)
    for work in Assignment.objects.about(directive_id=directive.pk).select_related(
        "organisation", "duty"
    ):
        official = someone_of(work.organisation, "canbo.lucnam")
        get_on(work, by=official, reviewer=by, on=on, dice=dice)


def communes_of(office: Scope, *, on: date) -> list[Organisation]:
    """The people's committees of the communes that an office watches."""
    return list(Organisation.objects.visible_to(office).on(on).peoples_committees().of_communes())


def _give(duty: Duty, communes: list[Organisation], *, by: Scope, on: date) -> None:
    """Give a duty as it was given in spring: recurring ones for the period that is due next."""
    given_on = min(on, date(on.year, 3, 10))
    due_on = duty.next_due(given_on) or duty.due_on
    assignments.assign(
        duty=duty, organisations=communes, due_on=due_on, by=by, on=given_on,
        period=period_label(duty.due_kind, due_on),
    )  # fmt: skip


def get_on(work: Assignment, *, by: Scope, reviewer: Scope, on: date, dice: random.Random) -> None:
    """Bring one assignment as far as the dice say, on a plausible day."""
    fallen_due = work.due_on is not None and work.due_on < on
    step = dice.choices(_STEPS, _FALLEN_DUE if fallen_due else _TO_COME)[0]
    if step == "given":
        return
    assignments.acknowledge(assignment=work, version=work.version, by=by)
    if step == "acknowledged":
        assignments.report_progress(
            assignment=work, version=work.version, percent=dice.choice((20, 40, 60, 80)),
            note="Đang triển khai tại các thôn, tổ dân phố.", evidence=[], key="", by=by,
        )  # fmt: skip
        return
    near = (work.due_on or on) + timedelta(days=dice.randint(-12, 4))
    done = assignments.submit(
        assignment=work, version=work.version, note="Đã hoàn thành, có hồ sơ lưu tại UBND.",
        reached=_reached(work.duty, dice), evidence=[], key="", by=by, on=min(near, on),
    )  # fmt: skip
    if not done:
        assignments.complete(
            assignment=work, version=work.version, note="Phần còn lại làm tiếp trong quý sau.",
            key="", by=by, on=min(near, on),
        )  # fmt: skip
    if step == "accepted":
        assignments.accept(assignment=work, version=work.version, note="", by=reviewer)


def _reached(duty: Duty, dice: random.Random) -> Decimal | None:
    """What a commune reports of a target: most of them reach it."""
    if duty.target is None:
        return None
    asked = duty.target.value
    return asked if dice.random() < 0.9 else max(asked - 1, Decimal(0))


def someone_of(organisation: Organisation, like: str) -> Scope:
    """An official of an organisation, `like` one of the cast; most of the demo have nobody who logs in."""
    return replace(
        scope_of(posting_of(like)), name="Công chức phụ trách", organisation_id=organisation.pk,
        organisation_kind=organisation.kind, unit_id=organisation.unit_id,
    )  # fmt: skip
