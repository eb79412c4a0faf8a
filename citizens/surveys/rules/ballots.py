"""One ballot against its questionnaire: what may be answered, branching, and the compact column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_TEXT = 1000
SKIPPED = 0  # the paper was left blank, or spoilt, at this question

# A choice (0: left blank), the choices of "several", a number or a text; None: not asked, or nothing.
Answer = int | str | list[int] | None


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. `good` is None where the answer judges nobody (age, field)."""

    number: int
    text: str
    good: bool | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question as the rules see it.

    `shown_if` is (code, options): asked only after one of those answers to that question.
    """

    place: int
    code: str
    section: str
    text: str
    kind: Kind
    short: str = ""
    required: bool = True
    in_index: bool = False
    lowest: int | None = None
    highest: int | None = None
    shown_if: tuple[str, tuple[int, ...]] | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def judges(self) -> bool:
        """Tell whether its answers are good or bad, rather than facts about the person."""
        return any(choice.good is not None for choice in self.choices)

    @property
    def asked_when(self) -> str:
        """Say when it is asked: "câu 3 chọn 2 hoặc 3"; "" where it always is."""
        if self.shown_if is None:
            return ""
        code, numbers = self.shown_if
        return f"câu {code} chọn {or_of(numbers)}"


def or_of(numbers: Sequence[int]) -> str:
    """Return "1, 2 hoặc 3"."""
    *before, last = map(str, numbers)
    return f"{', '.join(before)} hoặc {last}" if before else last


@dataclass(frozen=True, slots=True)
class Checked:
    """A ballot as read: its answers by place, and what is wrong, by code of the question."""

    answers: list[Answer]
    errors: dict[str, str] = field(default_factory=dict)


def read_ballot(sheet: Sequence[Item], typed: Mapping[str, str]) -> Checked:
    """Read what was typed for each question code; every error is one sentence.

    A question that its branch does not open must stay empty. "0" says that the paper was left blank
    there; a required question must be given something, even that "0".
    """
    answers: list[Answer] = []
    errors: dict[str, str] = {}
    chosen: dict[str, Answer] = {}
    for item in sheet:
        raw = typed.get(item.code, "").strip()
        try:
            answer = _read_item(item, raw, opened=_is_open(item, chosen))
        except ValueError as wrong:
            answer, errors[item.code] = None, str(wrong)
        chosen[item.code] = answer
        answers.append(answer)
    known = {item.code for item in sheet}
    for code in typed.keys() - known:
        errors[code] = f"Phiếu này không có câu {code}."
    return Checked(answers, errors)


def _is_open(item: Item, chosen: Mapping[str, Answer]) -> bool:
    if item.shown_if is None:
        return True
    code, numbers = item.shown_if
    given = chosen.get(code)
    return any(one in numbers for one in (given if isinstance(given, list) else [given]))


def asks(item: Item, typed: Mapping[str, str]) -> bool:
    """Tell whether the ballot asks `item` after what was typed at the questions before it."""
    if item.shown_if is None:
        return True
    code, numbers = item.shown_if
    return not {*map(str, numbers)}.isdisjoint(typed.get(code, "").split(","))


def ways_on(sheet: Sequence[Item]) -> dict[str, str]:
    """Return what a paper says at a question that others hang on: "Chọn 1 hoặc 2: chuyển sang câu 4".

    By the code of the question; those that hang on it, or on one of them, stand right behind it.
    """
    found = {}
    for place, item in enumerate(sheet):
        behind = _hanging_on(item, sheet[place + 1 :])
        opening = {one for each in behind for one in (each.shown_if or ("", ()))[1]
                   if each.shown_if and each.shown_if[0] == item.code}  # fmt: skip
        closing = [choice.number for choice in item.choices if choice.number not in opening]
        follows = sheet[place + 1 + len(behind) :][:1]
        if behind and closing and item.kind is Kind.SINGLE:
            where = f"chuyển sang câu {follows[0].code}" if follows else "hết phần hỏi"
            found[item.code] = f"Chọn {or_of(closing)}: {where}"
    return found


def _hanging_on(item: Item, behind: Sequence[Item]) -> list[Item]:
    """Return the questions right behind one that are asked only after an answer to it, or to those."""
    codes, found = {item.code}, []
    for each in behind:
        if each.shown_if is None or each.shown_if[0] not in codes:
            break
        codes.add(each.code)
        found.append(each)
    return found


def _read_item(item: Item, raw: str, *, opened: bool) -> Answer:
    if not opened:
        _refuse_unasked(item, raw)
        return None
    if not raw:
        if item.required:
            raise ValueError(f"Câu {item.code}: chưa nhập. Phiếu bỏ trống câu này thì ghi 0.")
        return None
    if item.kind is Kind.TEXT:
        return _read_text(item, raw)
    if item.kind is Kind.MULTIPLE:
        return _read_several(item, raw)
    return _read_number(item, raw) if item.kind is Kind.NUMBER else _read_choice(item, raw)


def _refuse_unasked(item: Item, raw: str) -> None:
    if raw in ("", "0"):
        return
    code = item.shown_if[0] if item.shown_if else ""
    raise ValueError(
        f"Câu {item.code}: chỉ trả lời khi {item.asked_when}. Hãy xóa câu này hoặc sửa câu {code}."
    )


def _read_choice(item: Item, raw: str) -> int:
    numbers = {str(choice.number): choice.number for choice in item.choices}
    if raw == str(SKIPPED):
        return SKIPPED
    if raw not in numbers:
        raise ValueError(_no_such_option(item, raw))
    return numbers[raw]


def _read_several(item: Item, raw: str) -> Answer:
    parts = [part for part in raw.replace(",", " ").split() if part]
    if parts == [str(SKIPPED)]:
        return SKIPPED
    if str(SKIPPED) in parts:
        raise ValueError(f"Câu {item.code}: đã chọn phương án thì không ghi thêm 0 (bỏ trống).")
    return sorted({_read_choice(item, part) for part in parts})


def _read_number(item: Item, raw: str) -> int | None:
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise ValueError(f"Câu {item.code}: “{raw[:20]}” không phải là số nguyên.")
    value = int(raw)
    if item.lowest is not None and value < item.lowest:
        raise ValueError(f"Câu {item.code}: số nhỏ nhất là {item.lowest}.")
    if item.highest is not None and value > item.highest:
        raise ValueError(f"Câu {item.code}: số lớn nhất là {item.highest}.")
    return value


def _read_text(item: Item, raw: str) -> str | None:
    if len(raw) > LONGEST_TEXT:
        raise ValueError(f"Câu {item.code}: dài {len(raw)} chữ, nhiều nhất {LONGEST_TEXT}.")
    return None if raw == str(SKIPPED) else raw


def _no_such_option(item: Item, raw: str) -> str:
    last = item.choices[-1].number if item.choices else 0
    return f"Câu {item.code}: không có phương án {raw[:20]}. Chọn từ 1 đến {last}, hoặc 0 nếu bỏ trống."


def pack(answers: Sequence[Answer]) -> str:
    """Return the column of a ballot: some 50 bytes for 20 questions."""
    return json.dumps(list(answers), ensure_ascii=False, separators=(",", ":"))


def unpack(column: str) -> list[Answer]:
    """Return the answers of a column, by place."""
    answers: list[Answer] = json.loads(column)
    return answers


def as_typed(sheet: Sequence[Item], answers: Sequence[Answer]) -> dict[str, str]:
    """Return what would have to be typed to get `answers`, by code: for correcting a ballot."""
    return {item.code: _typed(item, answer) for item, answer in zip(sheet, answers, strict=True)}


def _typed(item: Item, answer: Answer) -> str:
    if answer is None:
        return ""
    if isinstance(answer, list):
        return ",".join(map(str, answer))
    return str(answer)


def apart(*, counted: int, entered: int) -> str:
    """Say how far the ballots entered are from those counted by hand; "" where they agree."""
    if entered == counted:
        return ""
    missing = counted - entered
    return f"còn thiếu {missing} phiếu" if missing > 0 else f"thừa {-missing} phiếu"


@dataclass(slots=True)
class Count:
    """What a stack of ballots says to one question."""

    answered: int = 0
    total: int = 0
    by_option: dict[int, int] = field(default_factory=dict)


def tally(sheet: Sequence[Item], ballots: Iterable[Sequence[Answer]]) -> dict[str, Count]:
    """Count the ballots, by code of the question. Blank and unasked answers are not counted."""
    counts = {
        item.code: Count(by_option={choice.number: 0 for choice in item.choices}) for item in sheet
    }
    for answers in ballots:
        for item, answer in zip(sheet, answers, strict=True):
            _count(item, answer, counts[item.code])
    return counts


def _count(item: Item, answer: Answer, into: Count) -> None:
    if answer is None or (item.choices and answer == SKIPPED):
        return
    into.answered += 1
    if item.kind is Kind.NUMBER and isinstance(answer, int):
        into.total += answer
    elif item.kind is Kind.MULTIPLE and isinstance(answer, list):
        for number in answer:
            into.by_option[number] += 1
    elif item.kind is Kind.SINGLE and isinstance(answer, int):
        into.by_option[answer] += 1
