"""One visit: its day, its mode, its people, what was brought and what was said."""

from collections.abc import Sequence
from datetime import date

from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.fields import FIELDS
from citizens.receptions.kinds import (
    Channel,
    Field,
    Host,
    MatterKind,
    Mode,
    Outcome,
    ReplyKind,
)
from citizens.receptions.rules.numbers import numbers_that_identify
from citizens.receptions.rules.papers import identity_problem, name_problem, normal_number

GROUP_FROM = 5  # "đoàn đông người" counts from five people (TT 06/2025/TT-TTCP, guide to 01/TCD)
_FEW_FROM, _FEW_TO = 5, 10
MOST_REPRESENTATIVES = 5
FIRST_DAY_ONLINE = date(2026, 7, 1)  # Luật 136/2025/QH15 adds Điều 3a to Luật Tiếp công dân
MOST_PEOPLE = 5000  # more is a slip of the keyboard, not a visit


def is_group(head_count: int) -> bool:
    return head_count >= GROUP_FROM


def representatives_problem(head_count: int, representatives: int) -> str | None:
    """Say what is wrong with the number of representatives, or None (Luật Tiếp công dân Điều 29).

    5–10 people: one or two; more: up to five. The law says nothing for fewer than five.
    """
    if head_count < 1:
        return "Một lượt tiếp có ít nhất một người."
    if head_count > MOST_PEOPLE:
        return f"{head_count} người là quá nhiều cho một lượt tiếp; kiểm tra lại số vừa gõ."
    if representatives > head_count:
        return f"Lượt tiếp có {head_count} người nhưng đã ghi tên {representatives} người."
    if _FEW_FROM <= head_count <= _FEW_TO and representatives > 2:
        return (
            f"Đoàn {head_count} người chỉ cử 1 hoặc 2 người đại diện, đã ghi {representatives} "
            "(Điều 29 Luật Tiếp công dân)."
        )
    if head_count > _FEW_TO and representatives > MOST_REPRESENTATIVES:
        return (
            f"Đoàn {head_count} người cử nhiều nhất {MOST_REPRESENTATIVES} người đại diện, đã ghi "
            f"{representatives} (Điều 29 Luật Tiếp công dân)."
        )
    return None


def mode_problem(mode: Mode, on: date) -> str | None:
    """Say why a visit on the day `on` cannot have this mode, or None."""
    if mode is Mode.ONLINE and on < FIRST_DAY_ONLINE:
        return "Tiếp trực tuyến chỉ có từ ngày 01/07/2026 (Điều 3a Luật Tiếp công dân)."
    return None


def visit_day_problem(received_on: date, *, on: date, office_since: date | None) -> str | None:
    """Say why nobody can have been received on that day, or None. `on` is today."""
    if received_on > on:
        return (
            f"Ngày tiếp {received_on:%d/%m/%Y} ở sau hôm nay ({on:%d/%m/%Y}). "
            "Sổ chỉ ghi lượt đã tiếp."
        )
    if office_since is not None and received_on < office_since:
        return (
            f"Cơ quan hoạt động từ ngày {office_since:%d/%m/%Y}, không thể tiếp công dân "
            f"ngày {received_on:%d/%m/%Y}. Lượt tiếp cũ thuộc sổ của đơn vị cũ."
        )
    return None


def occasion_problem(channel: Channel, host: Host) -> str | None:
    """Say why this host does not receive on this occasion, or None (Điều 15, 18)."""
    if host is Host.OFFICIAL and channel is not Channel.REGULAR:
        return "Tiếp định kỳ, đột xuất là của thủ trưởng hoặc người được ủy quyền."
    if host is not Host.OFFICIAL and channel is Channel.REGULAR:
        return "Thủ trưởng, người được ủy quyền tiếp định kỳ hoặc đột xuất."
    return None


def visit_problems(
    visit: VisitEntry,
    people: Sequence[PersonEntry],
    *,
    is_secret: bool,
    office_since: date | None,
    on: date,
) -> dict[str, str]:
    """Return every problem of a visit by the name of its field. `on` is today."""
    counted = 0 if is_secret else len(people)
    found = {
        "received_on": visit_day_problem(visit.received_on, on=on, office_since=office_since),
        "mode": mode_problem(visit.mode, visit.received_on),
        "channel": occasion_problem(visit.channel, visit.host),
        "head_count": representatives_problem(visit.head_count, counted),
        "official_name": _official_problem(visit.official_name, is_secret=is_secret),
        "people": None if is_secret or people else "Hãy ghi ít nhất một người đã đến.",
        "note": secret_text_problem(visit.note) if is_secret else None,
    }
    for place, person in enumerate(people, start=1):
        found |= {f"people-{place}-{name}": text for name, text in person_problems(person).items()}
    return {name: text for name, text in found.items() if text}


def _official_problem(name: str, *, is_secret: bool) -> str | None:
    if not name:
        return "Hãy ghi tên người tiếp."
    return secret_text_problem(name) if is_secret else None


def person_problems(person: PersonEntry) -> dict[str, str]:
    """Return what is wrong with one person, by the name of the field."""
    number = normal_number(person.number)
    found = {
        "name": name_problem(person.name),
        "place": None if person.address else "Hãy ghi địa chỉ.",
        "number": identity_problem(number, person.identity_kind) if number else None,
    }
    return {name: text for name, text in found.items() if text}


def case_problems(case: CaseEntry, *, note: str, joins_matter: bool) -> dict[str, str]:
    """Return every problem of what was brought, by the name of its field."""
    found = {
        "kind": joining_problem(case),
        "summary": None if case.summary or joins_matter else "Hãy tóm tắt nội dung vụ việc.",
        "field": None if joins_matter else field_problem(case.kind, case.field),
        "agency": agency_problem(case.outcome, case.agency),
        "hands_in": paper_refused_problem(case),
    }
    if case.is_secret:
        texts = {
            "summary": case.summary, "agency": case.agency, "solved_by": case.solved_by,
            "document_number": case.document_number, "note": note,
        }  # fmt: skip
        found |= {name: text for name in texts if (text := secret_text_problem(texts[name]))}
    return {name: text for name, text in found.items() if text}


def joining_problem(case: CaseEntry) -> str | None:
    """Say why what was brought does not join the matter, or None: a matter is of one kind."""
    if case.matter is None or case.kind is MatterKind(case.matter.kind):
        return None
    there = MatterKind(case.matter.kind).label.lower()
    return (
        f"Vụ việc đã chọn là {there}, lượt này chọn {case.kind.label.lower()}: chọn lại loại, hoặc "
        "chọn “Vụ việc mới”."
    )


def paper_refused_problem(case: CaseEntry) -> str | None:
    """Say why no paper was taken in, or None: who is refused reception hands in nothing (Điều 9)."""
    if case.hands_in and case.outcome is Outcome.REFUSED:
        return "Đã từ chối tiếp thì không nhận đơn ở lượt này; đơn gửi bưu chính ghi ở sổ đơn."
    return None


def field_problem(kind: MatterKind, field: Field) -> str | None:
    if field in FIELDS[kind]:
        return None
    listed = ", ".join(one.label.lower() for one in FIELDS[kind])
    return f"{kind.label} có các lĩnh vực: {listed}."


def agency_problem(outcome: Outcome, agency: str) -> str | None:
    if outcome.names_agency and not agency:
        return "Hãy ghi cơ quan có thẩm quyền được hướng dẫn hoặc chuyển đến."
    return None


def secret_text_problem(text: str) -> str | None:
    """Say which number must leave the text of a denunciation, or None."""
    hints = numbers_that_identify(text)
    if not hints:
        return None
    return (
        f"Nội dung tố cáo không được chứa {hints[0].what}. Hãy bỏ “{hints[0].text}” "
        "(Điều 8, 56 Luật Tố cáo)."
    )


def reply_problems(
    outcome: Outcome,
    agency: str,
    replied_on: date | None,
    reply_kind: ReplyKind | None,
    *,
    received_on: date,
    on: date,
) -> dict[str, str]:
    """Return what is wrong with an answer to the citizen, by the name of its field."""
    found = {"agency": agency_problem(outcome, agency)}
    if replied_on is not None and replied_on > on:
        found["replied_on"] = f"Ngày trả lời {replied_on:%d/%m/%Y} ở sau hôm nay."
    elif replied_on is not None and replied_on < received_on:
        found["replied_on"] = (
            f"Ngày trả lời {replied_on:%d/%m/%Y} trước ngày tiếp {received_on:%d/%m/%Y}."
        )
    if replied_on is not None and reply_kind is None:
        found["reply_kind"] = "Hãy chọn nội dung đã trả lời."
    if replied_on is None and reply_kind is not None:
        found["replied_on"] = "Hãy ghi ngày trả lời."
    return {name: text for name, text in found.items() if text}
