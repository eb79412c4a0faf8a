"""A questionnaire as an outline that an official types: sections, questions, options, when to ask.

    # Đánh giá công chức
    3. Thời gian chờ đợi [chỉ số]
    + Nhanh gọn
    = Bình thường
    - Chờ đợi rất lâu
    3.1. Vì sao phải chờ? [khi 3=3]
    * Đông người
    * Làm chậm

"+" marks an answer as good, "=" neither, "-" bad; "*" judges nobody. "[khi 3=3]" asks only where
question 3 chose option 3, "[khi 3=2,3]" where it chose one of two; at a section it holds for every
question of it. A question is answered in one way and has one condition: a second is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from citizens.surveys.rules.ballots import Item, Kind

POLARITY_OF = {"+": "good", "=": "neutral", "-": "bad", "*": ""}
SIGN_OF = {polarity: sign for sign, polarity in POLARITY_OF.items()}
_QUESTION = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(\S.*)$")
_MARK = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
_WHEN = re.compile(r"^khi\s+(?:câu\s+)?(\d+(?:\.\d+)*)\s*=\s*(\d(?:(?:\s*,\s*|\s+hoặc\s+)\d)*)$")
_NUMBER = re.compile(r"^số(?:\s+(\d{1,9})\s*[-–]\s*(\d{1,9}))?$")
_LONGEST = {"section": 120, "text": 400, "option": 200}


class WrongOutline(ValueError):
    """What is wrong, one sentence a line of the outline."""

    def __init__(self, says: list[str]) -> None:
        super().__init__(" ".join(says))
        self.says = says


def read_outline(text: str) -> list[dict[str, Any]]:
    """Return the sections as a reviewed file would say them. Raises `WrongOutline`."""
    sections: list[dict[str, Any]] = []
    wrong: list[str] = []
    refused = False  # a question: its options are none of the question before it
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if not line or (refused and line[0] in POLARITY_OF):
            continue
        try:
            _read_line(line, sections)
            refused = False
        except ValueError as error:
            wrong.append(f"Dòng {number}: {error}")
            refused = bool(_QUESTION.match(line))
    if not wrong and not any(section["questions"] for section in sections):
        wrong.append("Đề cương chưa có câu hỏi nào.")
    if wrong:
        raise WrongOutline(wrong[:8])
    for section in sections:
        wrong += _hand_down(section)
    if wrong:
        raise WrongOutline(wrong[:8])
    return [section for section in sections if section["questions"]]


def _read_line(line: str, sections: list[dict[str, Any]]) -> None:
    if line.startswith("#"):
        title, marks = _marks(line.lstrip("# "))
        section: dict[str, Any] = {
            "title": _short(title, "section"),
            "questions": [],
            "shown_if": None,
        }
        for mark in marks:
            _ask_only(section, mark)
        sections.append(section)
    elif line[0] in POLARITY_OF:
        _add_option(line, sections)
    elif found := _QUESTION.match(line):
        if not sections:
            sections.append({"title": "Nội dung", "questions": [], "shown_if": None})
        sections[-1]["questions"].append(_question(found[1], found[2]))
    else:
        raise ValueError(
            "không hiểu. Phần bắt đầu bằng “#”, câu hỏi bằng số câu, phương án bằng “+”, “=”, “-” hay “*”."
        )


def _add_option(line: str, sections: list[dict[str, Any]]) -> None:
    if not sections or not sections[-1]["questions"]:
        raise ValueError("phương án đứng trước câu hỏi.")
    question = sections[-1]["questions"][-1]
    if question.get("kind") in ("number", "text"):
        raise ValueError(f"câu {question['code']} ghi số hoặc ý kiến thì không có phương án.")
    text = _short(line[1:].strip(), "option")
    question["options"].append({"text": text, "polarity": POLARITY_OF[line[0]]})


def _question(code: str, rest: str) -> dict[str, Any]:
    text, marks = _marks(rest)
    question: dict[str, Any] = {"code": code, "text": _short(text, "text"), "options": []}
    _refuse_two_ways(code, marks)
    for mark in marks:
        if mark == "nhiều":
            question["kind"] = "multiple"
        elif mark == "ý kiến":
            question |= {"kind": "text", "required": False}
        elif mark == "chỉ số":
            question["in_index"] = True
        elif bounds := _NUMBER.match(mark):
            question |= {"kind": "number", "required": False}
            if bounds[1]:
                question |= {"lowest": int(bounds[1]), "highest": int(bounds[2])}
        else:
            _ask_only(question, mark)
    if question.get("lowest", 0) > question.get("highest", 0):
        raise ValueError(f"câu {code}: số nhỏ nhất lớn hơn số lớn nhất.")
    return question


def _refuse_two_ways(code: str, marks: Sequence[str]) -> None:
    """Say that a question is answered in one way; a second mark would replace the first unsaid."""
    ways = [one for one in marks if one in ("nhiều", "ý kiến") or _NUMBER.match(one)]
    if len(ways) > 1:
        listed = ", ".join(f"[{one}]" for one in ways)
        raise ValueError(f"câu {code} có nhiều cách trả lời: {listed}; chỉ để một.")


def _marks(text: str) -> tuple[str, list[str]]:
    """Return the text without the marks in brackets at its end, and those."""
    marks = []
    while found := _MARK.search(text):
        marks.append(" ".join(found[1].casefold().split()))
        text = text[: found.start()]
    return text.strip(), marks[::-1]


def _ask_only(asked: dict[str, Any], mark: str) -> None:
    """Keep the one condition of a question or a section; a second would replace it unsaid."""
    when = _when(mark)
    if first := asked.get("shown_if"):
        if first["question"] != when["question"]:
            raise ValueError(
                "có hai điều kiện; một câu hay một phần chỉ có một [khi …], theo câu trả lời của một câu."
            )
        either = ",".join(map(str, sorted({*first["options"], *when["options"]})))
        raise ValueError(
            f"có hai điều kiện về câu {when['question']}; hỏi khi chọn một trong các phương án ấy thì viết "
            f"[khi {when['question']}={either}]."
        )
    asked["shown_if"] = when


def _when(mark: str) -> dict[str, Any]:
    found = _WHEN.match(mark)
    if not found:
        raise ValueError(
            f"không hiểu “[{mark}]”. Dùng [nhiều], [số 1-50], [ý kiến], [chỉ số], [khi 3=2] hoặc [khi 3=1,2]."
        )
    return {"question": found[1], "options": [int(one) for one in re.findall(r"\d", found[2])]}


def _short(text: str, what: str) -> str:
    if not text:
        raise ValueError("thiếu chữ.")
    if len(text) > _LONGEST[what]:
        raise ValueError(f"dài {len(text)} chữ, nhiều nhất {_LONGEST[what]}.")
    return text


def _hand_down(section: dict[str, Any]) -> list[str]:
    """Let the condition of a section hold for each of its questions; say of which it would not.

    A question has one condition: its own keeps the section's only where it hangs on a question of it.
    """
    when = section.pop("shown_if")
    codes = {question["code"] for question in section["questions"]}
    wrong = []
    for question in section["questions"] if when else ():
        own = question.setdefault("shown_if", when)
        if own is not when and own["question"] not in codes:
            wrong.append(
                f"Câu {question['code']}: phần “{section['title']}” chỉ hỏi khi câu {when['question']} chọn "
                f"{','.join(map(str, when['options']))}; điều kiện riêng của câu phải theo một câu trong "
                "phần ấy, hoặc đưa câu sang phần khác."
            )
    return wrong


def as_outline(sheet: Sequence[Item], polarities: dict[tuple[str, int], str]) -> str:
    """Return the outline of a questionnaire: what the next version begins from."""
    return "\n".join(_lines(sheet, polarities))


def _lines(sheet: Sequence[Item], polarities: dict[tuple[str, int], str]) -> Iterator[str]:
    section = None
    for item in sheet:
        if item.section != section:
            section = item.section
            yield f"# {section}"
        yield f"{item.code}. {item.text}{''.join(f' [{mark}]' for mark in _marks_of(item))}"
        for choice in item.choices:
            yield f"{SIGN_OF[polarities[item.code, choice.number]]} {choice.text}"


def _marks_of(item: Item) -> Iterator[str]:
    if item.kind is Kind.MULTIPLE:
        yield "nhiều"
    elif item.kind is Kind.TEXT:
        yield "ý kiến"
    elif item.kind is Kind.NUMBER:
        bounded = item.lowest is not None and item.highest is not None
        yield f"số {item.lowest}-{item.highest}" if bounded else "số"
    if item.in_index:
        yield "chỉ số"
    if item.shown_if:
        yield f"khi {item.shown_if[0]}={','.join(map(str, item.shown_if[1]))}"
