"""A line of last year's paper book, typed into the form's own columns: read, or refused in one sentence. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.rules.secrecy import hints_of_identity
from citizens.receptions.rules.visits import case_problems, visit_problems
from portal.text import nfc, one_line, search_key

BY_PAPER = "Theo sổ giấy"  # the paper book does not say who received
_KINDS = {search_key(kind.label): kind for kind in MatterKind} | {
    "tc": MatterKind.DENUNCIATION, "pa": MatterKind.REFLECTION,
}  # fmt: skip
_AMBIGUOUS = ("kn", "knpa")
_PARTED = re.compile(r"\s+[–-]\s+|\s*;\s*")
_PEOPLE = re.compile(r"(\d+)\s*(?:người|nguoi)?\s*$", re.IGNORECASE)
_DOCUMENT = re.compile(r",?\s*(?:số|so)\s+(\S.*)$", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*chuyển(?: đơn)?(?: đến)?\s*:?\s*", re.IGNORECASE)
_MASK = "•"
LEFT_OUT = "tố cáo: họ tên, địa chỉ, số giấy tờ không nhập, tra theo sổ riêng"
MASKED = "số giấy tờ đã che, không nhập"


@dataclass(frozen=True, slots=True)
class OldVisit:
    """What one line says. Nothing of a denunciation's people is kept of it."""

    number: int
    visit: VisitEntry
    people: tuple[PersonEntry, ...]
    case: CaseEntry
    result: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """One line on its way: problems gather, and what was left out is said."""

    cells: Mapping[str, str]
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def text(self, key: str) -> str:
        return nfc(self.cells.get(key, "")).strip()

    def lines(self, key: str) -> list[str]:
        return [one for line in self.text(key).splitlines() if (one := one_line(line))]


def read_line(
    cells: Mapping[str, str],
    day: date | None,
    *,
    on: date,
    office_since: date | None,
    names_checked: bool = False,
) -> tuple[OldVisit | None, list[str]]:
    """Return the visit that a line tells of, or why it cannot be taken in. `cells` are by column key.

    Of a denunciation the boxes of the person are not even read. `on` is today.
    """
    reading = Reading(cells)
    number, kind, head_count = _number(reading), _kind(reading), _head_count(reading)
    if day is None:
        reading.problems.append("Ngày tiếp không đọc được; ghi như 05/03/2025.")
    if number is None or kind is None or day is None:
        return None, reading.problems
    people = () if kind.is_secret else _people(reading)
    if kind.is_secret and (reading.text("person") or reading.text("identity")):
        reading.remarks.append(LEFT_OUT)
    outcome, agency, document = _outcome(reading)
    note = one_line(reading.text("note"))[:500]
    visit = VisitEntry(
        received_on=day,
        official_name=BY_PAPER,
        head_count=head_count or len(people) or 1,
        note=note,
    )
    case = CaseEntry(
        kind, outcome, summary=one_line(reading.text("content"))[:2000], agency=agency[:200],
        document_number=document[:60], solved_by=one_line(reading.text("solved_by"))[:200],
    )  # fmt: skip
    found = visit_problems(
        visit, people, is_secret=kind.is_secret, office_since=office_since, on=on
    ) | case_problems(case, note=note, joins_matter=False)
    reading.problems += found.values()
    result = one_line(reading.text("result"))[:500]
    if kind.is_secret and not names_checked:
        reading.problems += _names(case, note, result)
    if reading.problems:
        return None, list(dict.fromkeys(reading.problems))
    return OldVisit(number, visit, people, case, result, tuple(reading.remarks)), []


def _number(reading: Reading) -> int | None:
    typed = reading.text("number")
    if typed.isdecimal() and 0 < int(typed) < 1_000_000:
        return int(typed)
    reading.problems.append("Số thứ tự là một số từ 1 trở lên, như trong sổ giấy.")
    return None


def _kind(reading: Reading) -> MatterKind | None:
    typed = " ".join(reading.lines("kind") or reading.lines("kind_and_count"))
    word = search_key(_PEOPLE.sub("", typed).strip(" /,;"))
    if word in _AMBIGUOUS:
        reading.problems.append(
            f"“{typed}” có thể là khiếu nại hoặc kiến nghị: hãy ghi đủ chữ, không viết tắt."
        )
    elif word not in _KINDS:
        kinds = ", ".join(kind.label for kind in MatterKind)
        reading.problems.append(f"Không có loại “{typed[:40]}”. Ghi một trong: {kinds}.")
    return _KINDS.get(word)


def _head_count(reading: Reading) -> int:
    typed = " ".join(reading.lines("count") or reading.lines("kind_and_count"))
    found = _PEOPLE.search(typed)
    return int(found[1]) if found and len(found[1]) < 6 else 0


def _people(reading: Reading) -> tuple[PersonEntry, ...]:
    numbers, people = reading.lines("identity"), []
    for place, line in enumerate(reading.lines("person")):
        name, *rest = _PARTED.split(line, maxsplit=1)
        if not rest:
            name, _, after = line.partition(",")
            rest = [after.strip()]
        number = numbers[place] if place < len(numbers) else ""
        if _MASK in number:
            reading.remarks.append(MASKED)
            number = ""
        people.append(PersonEntry(one_line(name)[:150], one_line(rest[0])[:300], number))
    if any(not one.address for one in people):
        reading.problems.append(
            "Ghi cả họ tên và địa chỉ, cách nhau bằng dấu gạch: “Tên – địa chỉ”."
        )
    return tuple(people)


def _outcome(reading: Reading) -> tuple[Outcome, str, str]:
    """Return what was done, and the agency and document it names."""
    handled = one_line(reading.text("handled_by"))
    if guided := one_line(reading.text("guided")):
        return Outcome.GUIDED, *_agency(guided)
    forwarded = one_line(reading.text("forwarded"))
    if not forwarded and _FORWARDED.match(handled):
        forwarded = _FORWARDED.sub("", handled)
    if forwarded:
        return Outcome.FORWARDED, *_agency(forwarded)
    if reading.text("accepted") or handled:
        return Outcome.ACCEPTED, "", ""
    if not reading.text("result") and not reading.text("note") and not reading.text("competent"):
        reading.problems.append("Hãy ghi hướng xử lý, hoặc kết quả ở cột theo dõi.")
    return Outcome.EXPLAINED, "", ""


def _agency(text: str) -> tuple[str, str]:
    document = _DOCUMENT.search(text)
    return (_DOCUMENT.sub("", text), document[1]) if document else (text, "")


def _names(case: CaseEntry, note: str, result: str) -> list[str]:
    texts = (case.summary, case.agency, case.solved_by, case.document_number, note, result)
    hints = [hint for text in texts for hint in hints_of_identity(text)]
    return [
        f"Nội dung tố cáo có vẻ nêu {hint.what} “{hint.text}”: bỏ đi, hoặc xác nhận đó không phải người tố cáo."
        for hint in hints[:1]
    ]
