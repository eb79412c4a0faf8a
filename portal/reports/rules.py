"""What a report must hold before it is signed, and what is odd about it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.calendar.rules import days_named, time_left
from portal.figures import Figure
from portal.reports.outline import Outline, Sum

# The number of the register's order, a letter where one was put between two, the sign of a report.
NUMBER_SHAPE = r"^0{0,3}[1-9][0-9]{0,4}[A-Za-zĐđ]?(/BC(-[A-ZĐ]+)+)?$"


@dataclass(eq=False)
class Refusal(Exception):
    """Why an act on a report cannot be done, as a sentence beside `field`."""

    sentence: str
    field: str = "__all__"


def capacities(
    signers: Iterable[tuple[str, ...]], *, stands_in: bool
) -> tuple[tuple[str, ...], ...]:
    """Return the lines above the name in which one may sign (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    Who stands in for somebody away signs with the own name for that one (KT., TL., TUQ.), never as
    the head.
    """
    for_another = ("KT.", "TL.", "TUQ.")
    return tuple(
        lines
        for lines in signers
        if not stands_in or any(line.startswith(for_another) for line in lines)
    )


def paper_problems(
    *, number: str, issued_on: date | None, starts_on: date, on: date
) -> dict[str, str]:
    """Return what is wrong with the office's number and date, by field; neither needs to be given.

    The number is the paper's place in the office's register of the year, the sign is that of its
    kind and issuer; the date is that of signing (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II,
    khoản 3 và khoản 4).
    """
    found = {}
    if number and not re.fullmatch(NUMBER_SHAPE, number):
        found["number"] = (
            "Số văn bản là số thứ tự trong sổ văn thư, có thể kèm một chữ cái và ký hiệu: "
            "125, 125a hoặc 125/BC-UBND (Nghị định 30/2020/NĐ-CP)."
        )
    if issued_on and issued_on > on:
        found["issued_on"] = f"Ngày văn bản {issued_on:%d/%m/%Y} ở sau hôm nay ({on:%d/%m/%Y})."
    elif issued_on and issued_on < starts_on:
        found["issued_on"] = (
            f"Ngày văn bản {issued_on:%d/%m/%Y} ở trước kỳ số liệu, bắt đầu ngày {starts_on:%d/%m/%Y}."
        )
    return found


def check_paper(*, number: str, issued_on: date | None, starts_on: date, on: date) -> None:
    """Raise `Refusal` when the office's number or date cannot be that of the report."""
    problems = paper_problems(number=number, issued_on=issued_on, starts_on=starts_on, on=on)
    for field, sentence in problems.items():
        raise Refusal(sentence, field)


def missing(outline: Outline, narrative: Mapping[str, str], *, year: int) -> list[str]:
    """Return the headings that must be written and are not, in the form's order."""
    return _blank(outline, narrative, year, required=True)


def left_out(outline: Outline, narrative: Mapping[str, str], *, year: int) -> list[str]:
    """Return the headings that may stay blank and are, in the form's order."""
    return _blank(outline, narrative, year, required=False)


def _blank(
    outline: Outline, narrative: Mapping[str, str], year: int, *, required: bool
) -> list[str]:
    return [
        outline.heading(section, year)
        for section in outline.written
        if section.required is required and not str(narrative.get(section.key, "")).strip()
    ]


def rewritten(before: str, after: str) -> tuple[str, str] | None:
    """Tell what became of the words of a section, without the words: they may name a citizen."""
    if before == after:
        return None
    was, now = bool(before.strip()), bool(after.strip())
    return ("đã viết" if was else "", "" if not now else "đã sửa" if was else "đã viết")


def recounted(
    before: Mapping[str, Any], after: Mapping[str, Any], labels: Mapping[str, str]
) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return the typed figures that changed, by label: what was typed before, and now."""
    found = {}
    for key in sorted({*before, *after}):
        was, now = (
            None if typed.get(key) is None else Decimal(str(typed[key]))
            for typed in (before, after)
        )
        if was != now:
            found[f"{labels.get(key, key)}, số của đơn vị"] = (was, now)
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A number as the unit counts it where the system counts another."""

    key: str
    label: str
    computed: Decimal | int | None
    typed: Decimal


def differences(figures: Iterable[Figure], typed: Mapping[str, Any]) -> list[Difference]:
    """Return the typed numbers that are not the computed ones. Both stand in the report."""
    return [
        Difference(one.key, one.label, one.value, Decimal(str(typed[one.key])))
        for one in figures
        if typed.get(one.key) is not None and Decimal(str(typed[one.key])) != one.value
    ]


@dataclass(frozen=True, slots=True)
class UnequalSum:
    """A total that is not the sum of its parts, counting typed numbers where there are any."""

    label: str
    total: Decimal
    parts: Decimal


def unequal_sums(
    sums: Iterable[Sum], figures: Iterable[Figure], typed: Mapping[str, Any]
) -> list[UnequalSum]:
    """Return the form's formulas that the numbers of the report do not keep."""
    counted = {one.key: one for one in figures}
    said = {key: typed.get(key, one.value) for key, one in counted.items()}
    values = {key: Decimal(str(value)) for key, value in said.items() if value is not None}
    found = []
    for one in sums:
        if one.total in values and all(part in values for part in one.parts):
            parts = sum((values[part] for part in one.parts), Decimal(0))
            if parts != values[one.total]:
                found.append(UnequalSum(counted[one.total].label, values[one.total], parts))
    return found


def check_ended(*, ends_on: date, on: date) -> None:
    """A period has not ended before its cut-off: a report of it cannot be signed yet."""
    if on <= ends_on:
        raise Refusal(f"Kỳ số liệu đến hết ngày {ends_on:%d/%m/%Y} chưa kết thúc, chưa thể ký gửi.")


def reminder_due(*, due_on: date, on: date) -> str:
    """Return the name of the reminder that is due on the day: "T-10", "T-3", "T-0", "late-2", or "".

    A day that the scheduler slept through is made good: the newest reminder already due is named.
    Late ones come once a week.
    """
    if due_on < on:
        return f"late-{((on - due_on).days - 1) // 7}"
    reached = days_named(due_on, by=on)
    return "" if reached is None else f"T-{reached}"


def reminder_text(*, title: str, due_on: date, on: date) -> str:
    return f"Báo cáo “{title}”: {time_left(due_on, on)} (ngày cuối {due_on:%d/%m/%Y})."
