"""Reading a questionnaire's reviewed file. What is wrong in it is one sentence for its reviewer."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from citizens.surveys.rules.ballots import Choice, Item, Kind
from citizens.surveys.rules.coverage import Coverage
from citizens.surveys.rules.formulas import FORMULAS

MOST_OPTIONS, MOST_LEVELS = 9, 5  # one key chooses; a scale that judges has at most five levels
MOST_QUESTIONS = 100
POLARITIES = {"good": True, "neutral": False, "bad": False, "": None}


class WrongInstrument(ValueError):
    """The file does not describe a questionnaire."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A version of a questionnaire as its file says it."""

    code: str
    name: str
    number: int
    title: str
    intro: str
    closing: str
    source: str
    formula: str
    valid_from: date | None
    valid_to: date | None
    checksum: str
    items: tuple[Item, ...]
    polarities: dict[tuple[str, int], str]
    coverages: tuple[Coverage, ...] = ()


def read_instrument(content: bytes) -> Instrument:
    """Return the questionnaire of a TOML file. Raises `WrongInstrument`."""
    try:
        data = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongInstrument(f"Tệp không phải là TOML: {error}.") from error
    return instrument_of(data, checksum=hashlib.sha256(content).hexdigest())


def instrument_of(data: dict[str, Any], *, checksum: str = "") -> Instrument:
    """Return the questionnaire that `data` describes. Raises `WrongInstrument`.

    Without a checksum, that of what it says is taken.
    """
    said = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    try:
        items, polarities = _items(data)
        instrument = Instrument(
            code=data["code"],
            name=data["name"],
            number=data["version"],
            title=data["title"],
            intro=data.get("intro", "").strip(),
            closing=data.get("closing", "").strip(),
            source=data["source"],
            formula=data["formula"],
            valid_from=data.get("valid_from"),
            valid_to=data.get("valid_to"),
            checksum=checksum or hashlib.sha256(said.encode()).hexdigest(),
            items=items,
            polarities=polarities,
            coverages=tuple(_coverage(one) for one in data.get("coverage", [])),
        )
    except KeyError as error:
        raise WrongInstrument(f"Thiếu mục {error}.") from error
    if instrument.formula not in FORMULAS:
        raise WrongInstrument(f"Không có công thức “{instrument.formula}”.")
    return instrument


def _coverage(written: dict[str, Any]) -> Coverage:
    """Return a rule such as "at least 60% of households"."""
    percent = written["percent"]
    if not (isinstance(percent, int) and 1 <= percent <= 100):
        raise WrongInstrument(f"Tỷ lệ phải lấy ý kiến từ 1% đến 100%, không phải {percent}.")
    return Coverage(
        frame=written["frame"], percent=percent, source=written["source"],
        valid_from=written.get("valid_from"), valid_to=written.get("valid_to"),
    )  # fmt: skip


def _items(data: dict[str, Any]) -> tuple[tuple[Item, ...], dict[tuple[str, int], str]]:
    items: list[Item] = []
    polarities: dict[tuple[str, int], str] = {}
    for section in data["sections"]:
        for question in section["questions"]:
            choices = _choices(data, question, polarities)
            item = _item(section["title"], question, choices, place=len(items))
            _check(item, items)
            items.append(item)
    if len(items) > MOST_QUESTIONS:
        raise WrongInstrument(f"Phiếu có {len(items)} câu, nhiều nhất {MOST_QUESTIONS}.")
    return tuple(items), polarities


def _item(
    section: str, question: dict[str, Any], choices: tuple[Choice, ...], *, place: int
) -> Item:
    opened_by = question.get("shown_if")
    return Item(
        place=place,
        code=question["code"],
        section=section,
        text=question["text"],
        short=question.get("short", question["text"])[:40],
        kind=Kind(question.get("kind", "single")),
        required=question.get("required", True),
        in_index=question.get("in_index", False),
        lowest=question.get("lowest"),
        highest=question.get("highest"),
        shown_if=_condition(opened_by) if opened_by else None,
        choices=choices,
    )


def _condition(written: dict[str, Any]) -> tuple[str, tuple[int, ...]]:
    """Return the question and its options, one (`option`) or any of several (`options`)."""
    numbers = written["options"] if "options" in written else [written["option"]]
    return written["question"], tuple(sorted({*numbers}))


def _choices(
    data: dict[str, Any], question: dict[str, Any], polarities: dict[tuple[str, int], str]
) -> tuple[Choice, ...]:
    """Return the options: written at the question, or those of the scale it names."""
    written = question.get("options", [])
    if "scale" in question:
        written = data["scales"][question["scale"]]
    choices = []
    for number, option in enumerate(written, start=1):
        polarity = option.get("polarity", "")
        if polarity not in POLARITIES:
            raise WrongInstrument(f"Câu {question['code']}: không có chiều “{polarity}”.")
        polarities[question["code"], number] = polarity
        choices.append(Choice(number, option["text"], POLARITIES[polarity], option.get("score")))
    return tuple(choices)


def _check(item: Item, before: list[Item]) -> None:
    """Refuse what no ballot could be entered for."""
    has_choices = item.kind in (Kind.SINGLE, Kind.MULTIPLE)
    if has_choices and not 2 <= len(item.choices) <= MOST_OPTIONS:
        raise WrongInstrument(f"Câu {item.code}: câu chọn có từ 2 đến {MOST_OPTIONS} phương án.")
    if item.kind is Kind.SINGLE and item.judges and len(item.choices) > MOST_LEVELS:
        raise WrongInstrument(
            f"Câu {item.code}: thang đánh giá có từ 2 đến {MOST_LEVELS} mức. Nhiều hơn chỉ dùng cho câu "
            "không đánh giá (lĩnh vực, độ tuổi)."
        )
    if not has_choices and item.choices:
        raise WrongInstrument(f"Câu {item.code}: câu ghi số hoặc ghi ý kiến không có phương án.")
    if item.code in {other.code for other in before}:
        raise WrongInstrument(f"Hai câu cùng số {item.code}.")
    if item.in_index and not (item.kind is Kind.SINGLE and item.judges):
        raise WrongInstrument(
            f"Câu {item.code}: chỉ câu chọn một có chiều đánh giá mới vào chỉ số."
        )
    if item.shown_if:
        code, numbers = item.shown_if
        options = next((other.choices for other in before if other.code == code), ())
        missing = {*numbers} - {choice.number for choice in options}
        if missing or not numbers:
            said = ", ".join(map(str, sorted(missing)))
            raise WrongInstrument(f"Câu {item.code}: không có câu {code} phương án {said} ở trước.")
