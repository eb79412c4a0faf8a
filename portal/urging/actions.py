"""Urging late units on: the letter and its lines at once, the rest unit by unit in the background."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from directives.assignments.actions import note_urged
from directives.assignments.models import Assignment
from directives.assignments.rules import Refusal, State, Turn
from directives.registry.models import Directive
from portal.access import Power, Scope
from portal.audit.actions import record
from portal.files.actions import Keeping
from portal.files.rules import FileKind
from portal.hrefs import href
from portal.jobs.actions import enqueue
from portal.jobs.run import ItemRun
from portal.notices.actions import tell, who_may
from portal.notices.kinds import NoticeKind
from portal.papers.pdf import make_pdf
from portal.urging.letter import letter_of
from portal.urging.models import UrgedWork, Urging
from portal.urging.querysets import late_work
from portal.urging.questions import in_reach

MOST_LINES = 5000
NOTHING_LATE = "Không còn nhiệm vụ quá hạn nào chưa được đôn đốc hôm nay."
AT_ONCE = "Có người vừa đôn đốc các nhiệm vụ này. Hãy xem công văn của hôm nay."


@transaction.atomic
def urge(*, directive: Directive, key: UUID, by: Scope, on: date, **paper: Any) -> Urging:
    """Write a letter to every unit that is late. The same `key` twice is one letter. Raises `Refusal`."""
    if known := Urging.objects.visible_to(by).filter(key=key).first():
        return known
    late = late_work(*in_reach(by, directive.pk), on=on).for_list()
    works = list(late[: MOST_LINES + 1])
    if not works:
        raise Refusal(NOTHING_LATE, "__all__")
    if len(works) > MOST_LINES:
        raise Refusal(f"Có hơn {MOST_LINES} nhiệm vụ quá hạn; hãy đôn đốc theo địa bàn.", "__all__")
    urging = _written(directive, works, key=key, by=by, on=on, **paper)
    units = len({one.organisation_id for one in works})
    record(
        act="directive.urge", target=directive, by=by,
        says=f"Lập công văn đôn đốc {len(works)} nhiệm vụ quá hạn của {units} đơn vị.",
    )  # fmt: skip
    urging.job = enqueue(
        "urging_letter", {"urging": urging.pk}, title=f"{urging}: {directive.title}",
        key=f"urging:{urging.pk}", by=by,
    )  # fmt: skip
    urging.save(update_fields=["job"])
    return urging


def _written(
    directive: Directive, works: list[Assignment], *, key: UUID, by: Scope, on: date, **paper: Any
) -> Urging:
    try:
        with transaction.atomic():
            urging = Urging.objects.create(
                organisation_id=by.organisation_id, directive=directive, made_on=on, key=key,
                by_name=by.recorded_name[:150], **paper,
            )  # fmt: skip
            lines = [
                UrgedWork(
                    urging=urging, assignment=one, organisation_id=one.organisation_id,
                    due_on=one.due_on, on=on,
                )
                for one in works
                if one.due_on
            ]  # fmt: skip
            UrgedWork.objects.bulk_create(lines, batch_size=1000)
    except IntegrityError as error:
        raise Refusal(AT_ONCE, "__all__") from error
    return urging


def tell_unit(urging: Urging, organisation_id: int, *, by: Scope, on: date) -> None:
    """Note the letter on each of the unit's rows, and tell who works on them."""
    lines = urging.lines.filter(organisation_id=organisation_id).select_related("assignment")
    works = [line.assignment for line in lines]
    number = f" số {urging.number}" if urging.number else ""
    asked = f"; báo cáo trước ngày {urging.answer_by:%d/%m/%Y}" if urging.answer_by else ""
    note = f"Công văn{number} của {urging.organisation.name}, lập ngày {urging.made_on:%d/%m/%Y}{asked}."
    note_urged(assignments=works, note=note, by=by)
    listed = f"van_ban={urging.directive_id}&trang_thai={State.OVERDUE}&buoc={Turn.COMMUNE}"
    tell(
        postings=who_may(Power.ASSIGNMENT_WORK, organisations=[organisation_id], on=on),
        kind=NoticeKind.URGED, key=f"urging:{urging.pk}", urgent=True,
        text=f"{urging.organisation.name} đôn đốc {len(works)} nhiệm vụ quá hạn theo "
        f"{urging.directive.title}{asked}.",
        href=f"{href('assignments:list')}?{listed}",
    )  # fmt: skip


def keep_paper(urging: Urging, kind: FileKind, item: ItemRun) -> None:
    """Make the letter in one form and hang it, in one transaction with the item."""
    from portal.urging.docx import letter_docx  # python-docx: no start should wait for it

    letter = letter_of(urging)
    content = (
        letter_docx(letter)
        if kind is FileKind.DOCX
        else make_pdf("urging/paper/letter.html", {"letter": letter})
    )
    with Keeping() as keep, item.done():
        kept = keep.made(
            content, name=f"don-doc-{urging.made_on:%Y%m%d}-{urging.pk}.{kind.suffix}", kind=kind,
            organisation_id=urging.organisation_id,
        )  # fmt: skip
        Urging.objects.filter(pk=urging.pk).update(**{kind.suffix: kept})
