"""A matter: rewritten, classified anew, answered, handed to another commune."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from citizens.receptions.actions.exports import forget_books
from citizens.receptions.actions.untold import untold
from citizens.receptions.joined import rooms
from citizens.receptions.kinds import Field, MatterKind, Outcome, ReplyKind
from citizens.receptions.models import Handling, Matter, MatterOwner, Reception, Visitor
from citizens.receptions.rules import (
    BLANKED,
    Known,
    cleared,
    emptied,
    field_problem,
    names_wholly,
    reply_problems,
    secret_text_problem,
)
from portal.access import Power, Scope
from portal.audit.actions import erase_values, record
from portal.notices.actions import tell_organisations
from portal.notices.kinds import NoticeKind
from portal.overtaken import hold
from portal.text import search_key
from portal.units.models import Organisation

_MATTER = ("kind", "field", "summary")  # what its forms show


@transaction.atomic
def rewrite_matter(*, matter: Matter, field: Field, summary: str, by: Scope) -> None:
    """Correct a matter's summary or field; what stood there stays in the history."""
    hold(matter, _MATTER)
    _refuse_text(matter.kind, summary=summary)
    if problem := field_problem(MatterKind(matter.kind), field):
        raise ValidationError({"field": problem})
    changes = {
        name: pair
        for name, pair in {
            "nội dung": (matter.summary, summary),
            "lĩnh vực": (matter.get_field_display(), field.label),
        }.items()
        if pair[0] != pair[1]
    }
    if not changes:
        return
    _save(matter, field=field, summary=summary)
    if matter.is_secret:
        changes = untold(changes, target=matter, by=by)
    record(act="matter.rewrite", target=matter, by=by, changes=changes,
           says=f"Sửa vụ việc {matter.pk}: {', '.join(changes)}.")  # fmt: skip


@transaction.atomic
def reclassify(*, matter: Matter, kind: MatterKind, field: Field, summary: str, by: Scope) -> None:
    """Give a matter another kind. To a denunciation: everything that tells who came is purged.

    Raises `ValidationError`.
    """
    of_it = Reception.objects.filter(pk__in=matter.handlings.values("reception"))
    list(Matter.objects.met_at(of_it).locked_in_order().only("pk"))  # a purge rewrites them all
    hold(matter, _MATTER)
    _refuse_text(kind, summary=summary)
    if problem := field_problem(kind, field):
        raise ValidationError({"field": problem})
    before = MatterKind(matter.kind)
    visits = list(of_it.order_by("pk").select_for_update())  # nobody is seated there meanwhile
    if kind.is_secret and not before.is_secret:
        summary = cleared(summary, _purge_people(matter, visits, by=by))
    matter.kind = kind
    _save(matter, field=field, summary=summary)
    matter.owners.update(kind=kind)
    if before.is_secret and not kind.is_secret:
        _open_again(visits)
    for room in rooms():
        room.reclassified(matter)
    if kind.is_secret:
        forget_books(visit.organisation_id for visit in visits)
        erase_values(target=matter, by=by, why="vụ việc chuyển thành tố cáo")
    record(act="matter.reclassify", target=matter, by=by,
           says=f"Phân loại lại vụ việc {matter.pk}: {before.label} thành {kind.label}.")  # fmt: skip


@transaction.atomic
def follow_up(
    *,
    handling: Handling,
    outcome: Outcome,
    agency: str,
    document_number: str,
    solved_by: str,
    replied_on: date | None,
    reply_kind: ReplyKind | None,
    result: str,
    by: Scope | None,
    on: date,
) -> None:
    """Write down what became of a matter after the visit. Raises `ValidationError`."""
    texts = {
        "agency": agency, "document_number": document_number, "solved_by": solved_by,
        "result": result,
    }  # fmt: skip
    columns: dict[str, Any] = {
        "outcome": outcome, "replied_on": replied_on, "reply_kind": reply_kind or "", **texts,
    }  # fmt: skip
    hold(handling.matter, ["kind"])  # first, as whoever purges a denunciation does
    hold(handling, columns)
    problems = reply_problems(
        outcome, agency, replied_on, reply_kind, received_on=handling.reception.received_on, on=on
    )
    if problems:
        raise ValidationError(problems)
    _refuse_text(handling.matter.kind, **texts)
    changes = _changes(handling, columns)
    if not changes:
        return
    for name, value in columns.items():
        setattr(handling, name, value)
    handling.full_clean()
    handling.save(update_fields=list(columns))
    reception = handling.reception
    if handling.matter.is_secret or reception.is_secret:
        changes = untold(changes, target=reception, of=(Handling,), by=by)
    record(
        act="reception.follow", target=reception, by=by, organisation_id=reception.organisation_id,
        says=f"Cập nhật xử lý của lượt tiếp số {reception}: {', '.join(changes)}.",
        changes=changes,
    )  # fmt: skip
    for room in rooms():
        room.visit_followed(handling)


@transaction.atomic
def hand_over(
    *, matter: Matter, to: Organisation, on: date, reason: str, by: Scope, today: date,
    document_number: str = "",
) -> MatterOwner:  # fmt: skip
    """Give a matter to another People's Committee; the history keeps who held it until when.

    What is open of it in the giver's books is written down as sent on; who receives citizens at the
    other one is told. Raises `ValidationError`.
    """
    hold(matter, ["kind"])  # before its deadlines are kept
    _refuse_text(matter.kind, reason=reason, document_number=document_number)
    held = matter.owners.now().select_for_update().select_related("organisation").first()
    if held is None or held.organisation_id != by.organisation_id:
        raise ValidationError("Vụ việc vừa được chuyển cho cơ quan khác.")
    if held.organisation_id == to.pk:
        raise ValidationError({"to": "Vụ việc đang do chính cơ quan này giữ."})
    if on < held.starts_on:
        raise ValidationError(
            {"on": f"Cơ quan hiện nay giữ vụ việc từ {held.starts_on:%d/%m/%Y}; chọn ngày từ đó."}
        )
    if on > today:
        raise ValidationError(
            {"on": f"Ngày {on:%d/%m/%Y} ở sau hôm nay; vụ việc được chuyển ngay khi ghi."}
        )
    MatterOwner.objects.filter(pk=held.pk).update(ends_on=on)
    owner = MatterOwner.objects.create(
        matter=matter, kind=matter.kind, organisation=to, starts_on=on, reason=reason
    )
    _tell_of(owner, giver=held.organisation, on=today)
    _send_on(matter, to=to, on=on, document_number=document_number, by=by, today=today)
    for room in rooms():
        room.handed_over(
            matter, to=to, on=on, document_number=document_number, by=by, today=today
        )  # fmt: skip
    by_paper = f", văn bản số {document_number}" if document_number else ""
    record(act="matter.hand_over", target=matter, by=by,
           says=f"Chuyển vụ việc {matter.pk} cho {to.name} từ {on:%d/%m/%Y}{by_paper}.")  # fmt: skip
    return owner


def _send_on(
    matter: Matter, *, to: Organisation, on: date, document_number: str, by: Scope, today: date
) -> None:
    """What was left open at the giver's visits becomes "sent on to the other office"."""
    open_ones = Handling.objects.editable_by(by).of_matter(matter).filter(outcome=Outcome.PENDING)
    for handling in open_ones.select_related("matter", "reception__series"):
        came = handling.reception.received_on
        if on < came:
            said = f"Vụ việc được tiếp ngày {came:%d/%m/%Y} (lượt số {handling.reception}); chọn ngày từ đó."
            raise ValidationError({"on": said})
        send_visit_on(
            handling, to=to, on=on, document_number=document_number, by=by, today=today
        )  # fmt: skip


def send_visit_on(
    handling: Handling, *, to: Organisation, on: date, by: Scope | None, today: date,
    document_number: str = "",
) -> None:  # fmt: skip
    """Write at a visit that its matter went to another office; what the citizen was told stays."""
    answered = handling.replied_on is not None
    follow_up(
        handling=handling, outcome=Outcome.FORWARDED, agency=to.name,
        document_number=document_number or handling.document_number,
        solved_by=handling.solved_by, result=handling.result,
        replied_on=handling.replied_on if answered else on,
        reply_kind=ReplyKind(handling.reply_kind) if answered else ReplyKind.FORWARDED,
        by=by, on=today,
    )  # fmt: skip


def _tell_of(owner: MatterOwner, *, giver: Organisation, on: date) -> None:
    """Tell who works with matters there; the words name no citizen."""
    kind = owner.matter.get_kind_display().lower()
    tell_organisations(
        {owner.organisation_id: 1}, Power.RECEPTION_WRITE, kind=NoticeKind.HANDOVER, urgent=True,
        text=f"{giver.name} chuyển cho đơn vị một vụ việc {kind}: cần xem và xử lý tiếp.",
        key=f"matter_owner:{owner.pk}", href=owner.matter.get_absolute_url(), on=on,
    )  # fmt: skip


@transaction.atomic
def take_over(*, matter: Matter, by: Scope) -> MatterOwner:
    """Take a matter over from a predecessor whose unit has ended: the day after, in its place.

    Raises `ValidationError` when somebody has, or when it is held by no such predecessor.
    """
    hold(matter, ["kind"])  # before its deadlines are kept
    held = matter.owners.now().select_for_update().select_related("organisation__unit").first()
    if held is None or not Matter.objects.inheritable_by(by).contains(matter):
        raise ValidationError("Vụ việc này không còn do đơn vị cũ giữ.")
    ended = held.organisation.unit.valid_to
    assert ended is not None
    last = max(ended, held.starts_on)
    MatterOwner.objects.filter(pk=held.pk).update(ends_on=last)
    owner = MatterOwner.objects.create(
        matter=matter, kind=matter.kind, organisation_id=by.organisation_id, starts_on=last + timedelta(days=1),
        reason="Kế thừa khi sắp xếp đơn vị hành chính",
    )  # fmt: skip
    for room in rooms():
        room.taken_over(matter)
    record(act="matter.take_over", target=matter, by=by,
           says=f"Nhận kế thừa vụ việc {matter.pk} từ {held.organisation.name}.")  # fmt: skip
    return owner


def _purge_people(matter: Matter, visits: list[Reception], *, by: Scope) -> list[Known]:
    """Erase who came at these visits, from rows, texts and audit values; return who was erased."""
    people = list(Visitor.objects.filter(reception__in=visits).select_related("reception"))
    secrets = [one.known for one in people]
    for room in rooms():
        secrets += room.told_of_people(matter, visits)
    Visitor.objects.filter(reception__in=visits).delete()
    for visit in visits:
        Reception.objects.filter(pk=visit.pk).update(
            is_secret=True,
            note=emptied(visit.note, secrets)[:500],
            void_reason=emptied(visit.void_reason, secrets)[:300],
            official_name=BLANKED
            if any(names_wholly(visit.official_name, one) for one in secrets)
            else visit.official_name,
        )
        erase_values(target=visit, by=by, why="vụ việc chuyển thành tố cáo")
    _redact_handlings(visits, secrets)
    met = Matter.objects.filter(Q(handlings__reception__in=visits) | Q(pk=matter.pk))
    for other in met.distinct():
        _save(other, field=Field(other.field), summary=cleared(other.summary, secrets))
        for owner in other.owners.all():
            MatterOwner.objects.filter(pk=owner.pk).update(
                reason=cleared(owner.reason, secrets)[:200]
            )
        erase_values(target=other, by=by, why="cùng lượt tiếp với một tố cáo")
    for room in rooms():
        room.purge(matter, visits, secrets, by=by)
    return secrets


def _redact_handlings(visits: list[Reception], secrets: list[Known]) -> None:
    for handling in Handling.objects.filter(reception__in=visits).select_for_update():
        for name, size in (
            ("agency", 200),
            ("document_number", 60),
            ("solved_by", 200),
        ):
            setattr(handling, name, cleared(getattr(handling, name), secrets)[:size])
        handling.result = emptied(handling.result, secrets)[:500]
        handling.save()


def _open_again(visits: list[Reception]) -> None:
    """A visit without any denunciation left is an ordinary one again; its people stay erased."""
    Reception.objects.filter(pk__in=[visit.pk for visit in visits]).exclude(
        handlings__matter__kind=MatterKind.DENUNCIATION
    ).update(is_secret=False)


def _save(matter: Matter, *, field: Field, summary: str) -> None:
    matter.field, matter.summary = field, summary
    matter.summary_key = search_key(summary)[:2000]
    matter.full_clean()
    matter.save(update_fields=["kind", "field", "summary", "summary_key"])


def _refuse_text(kind: str, **texts: str) -> None:
    """A denunciation's text holds no phone and no identity number, whoever's it is."""
    problems = {
        name: problem
        for name, text in texts.items()
        if MatterKind(kind).is_secret and (problem := secret_text_problem(text))
    }
    if problems:
        raise ValidationError(problems)


def _changes(handling: Handling, columns: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    def shown(name: str, value: Any) -> Any:
        column: Any = Handling._meta.get_field(name)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return dict(column.flatchoices).get(value, value)

    return {
        str(Handling._meta.get_field(name).verbose_name): (shown(name, old), shown(name, new))  # type: ignore[union-attr]  # own columns
        for name, new in columns.items()
        if (old := getattr(handling, name)) != new
    }
