"""A batch as a spreadsheet: the template with a line a paper, and the filled-in sheet read line by line.

Each line carries a code: the version of the questionnaire, the batch, the number of the paper, and a
mark that tells one that was typed over. The code is also the key of the ballot, so that the same sheet
sent twice counts nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, islice, zip_longest
from typing import Any
from uuid import UUID, uuid5

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from tablib import Dataset

from citizens.surveys.models import Ballot, BallotBatch, QuestionnaireVersion
from citizens.surveys.models.ballots import LARGEST_BATCH
from citizens.surveys.rules.ballots import Item, Kind, pack, read_ballot
from citizens.surveys.rules.cells import BLANK, as_answer, as_listed
from citizens.surveys.rules.instruments import MOST_QUESTIONS
from portal.access import Scope
from portal.sheets import NO_HEADS, Column, Formula, Part, Sheet, read_rows, workbook
from portal.text import nfc, one_line

CODE = "Mã phiếu"
_SALT = "surveys.ballots"
_KEYS = UUID("6d1f3c0e-7a52-5d4b-9a55-2b1f0c9e8d31")
_CODE = re.compile(r"(\d{1,10})\.(\d{1,10})\.(\d{1,7})-([0-9a-f]{6})")
_OPTIONS = "Danh mục"
TOLD = 5  # problems of one line
WIDEST = MOST_QUESTIONS + 20  # the code, the questions, and what somebody noted beside them
_HOW = (
    "Mỗi dòng một phiếu. Chọn trong danh sách hoặc gõ số của phương án; câu chọn nhiều gõ 1,3; phiếu bỏ "
    f"trống câu nào thì gõ 0. Không sửa cột “{CODE}”."
)
_FORMULA = "Có ô là công thức. Hãy chép lại thành giá trị rồi gửi lại."


@dataclass(frozen=True, slots=True)
class Mark:
    """What the code of a line says: whose it is."""

    version: int
    batch: int
    number: int

    @property
    def code(self) -> str:
        said = f"{self.version}.{self.batch}.{self.number}"
        return f"{said}-{salted_hmac(_SALT, said, algorithm='sha256').hexdigest()[:6]}"

    @property
    def key(self) -> UUID:
        """The key of the ballot that this line becomes."""
        return uuid5(_KEYS, self.code)

    @staticmethod
    def read(code: object) -> Mark | None:
        found = _CODE.fullmatch(str(code or ""))
        mark = Mark(*map(int, found.groups()[:3])) if found else None
        return mark if mark and mark.code == found[0] else None  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of the file: its answers as typed, and why they cannot go in."""

    place: int
    number: int
    typed: Mapping[str, str]
    problems: tuple[str, ...] = ()
    is_there: bool = False

    @property
    def is_new(self) -> bool:
        return not self.problems and not self.is_there

    @property
    def told(self) -> list[str]:
        """The first problems as a preview lists them; a line in the wrong columns has one a question."""
        left = len(self.problems) - TOLD
        return [*self.problems[:TOLD], *([f"… và {left} câu khác."] if left > 0 else [])]


# --- the template ---


class _Papers(Sheet):
    """A line a paper: its code, then a column a question with the list of its options."""

    def __init__(self, sheet: Sequence[Item]) -> None:
        super().__init__()
        self._columns = [Column(CODE, width=18)]
        letters = iter(_letters())
        for item, head in zip(sheet, heads_of(sheet), strict=True):
            letter = next(letters) if item.choices else ""
            choices = f"'{_OPTIONS}'!${letter}$2:${letter}${len(item.choices) + 2}"
            self._columns.append(
                Column(
                    head, width=40 if item.kind is Kind.TEXT else 16, group=item.section,
                    choices=choices if item.kind is Kind.SINGLE else "", is_closed=False,
                    as_text=True,
                )
            )  # fmt: skip

    def columns(self) -> list[Column]:
        return self._columns

    def export_resource(self, instance: Any, *_: Any, **__: Any) -> list[Any]:
        return [instance, *[None] * (len(self._columns) - 1)]


class _Options(Sheet):
    """The options of each question that has some, a column each: where the lists come from."""

    def __init__(self, sheet: Sequence[Item]) -> None:
        super().__init__()
        self._columns = [
            Column(head, width=30)
            for item, head in zip(sheet, heads_of(sheet), strict=True)
            if item.choices
        ]

    def columns(self) -> list[Column]:
        return self._columns

    def export_resource(self, instance: Any, *_: Any, **__: Any) -> list[Any]:
        return list(instance)


def heads_of(sheet: Sequence[Item]) -> list[str]:
    """Return the head of each question's column."""
    return [one_line(f"{item.code}. {item.short or item.text}") for item in sheet]


def template(batch: BallotBatch) -> bytes:
    """Return a workbook with a line for each paper that was counted and is not entered yet."""
    row = batch.campaign_unit
    campaign, sheet = row.campaign, row.campaign.version.sheet
    above = (
        f"{campaign.title}. Phiếu hỏi: {campaign.version}",
        f"{batch}, {row.unit.full_name}: đếm tay {batch.counted_by_hand} phiếu",
        _HOW,
    )
    listed = [
        [*(as_listed(choice.number, choice.text) for choice in item.choices), BLANK]
        for item in sheet
        if item.choices
    ]
    return workbook(
        Part("Phiếu", _Papers(sheet), [mark.code for mark in _to_fill_in(batch)], above=above),
        Part(_OPTIONS, _Options(sheet), list(zip_longest(*listed))),
    )


def _to_fill_in(batch: BallotBatch) -> list[Mark]:
    """Return the papers that are left: a ballot of a sheet takes its number, a typed one its ordinal."""
    version, left = batch.campaign_unit.campaign.version_id, batch.counted_by_hand - batch.entered
    marks = (Mark(version, batch.pk, number) for number in range(1, LARGEST_BATCH + 1))
    of_sheets = {mark.key: mark.number for mark in marks}
    entered = Ballot.objects.in_batch(batch).values_list("key", "ordinal")
    used = {of_sheets.get(key, ordinal) for key, ordinal in entered}
    free = (number for number in count(1) if number not in used)
    return [Mark(version, batch.pk, number) for number in islice(free, max(0, left))]


def _letters() -> Iterator[str]:
    """Yield A, B, … Z, AA, …: the columns of the sheet of options."""
    for number in count():
        upper, last = divmod(number, 26)
        yield (chr(64 + upper) if upper else "") + chr(65 + last)


# --- the filled-in sheet ---


def read_sheet(content: bytes, *, batch: BallotBatch, by: Scope) -> list[Line]:
    """Return what each filled-in line would do. Raises `ValidationError` for a sheet of something else."""
    sheet = batch.campaign_unit.campaign.version.sheet
    table = _table(content, heads_of(sheet), batch, by)
    marks = {row[0]: Mark.read(row[1]) for row in table}
    there = Ballot.objects.known_by([mark.key for mark in marks.values() if mark])
    first: dict[int, int] = {}
    lines = []
    for place, _, *cells in table:
        if all(cell in (None, "") for cell in cells):
            continue
        mark = marks[place]
        why = _why_not(mark, batch, place, first)
        if why is None and any(isinstance(cell, Formula) for cell in cells):
            why = _FORMULA
        number = mark.number if mark else 0
        if why or mark is None:
            lines.append(Line(place, number, {}, (why or "",)))
        else:
            lines.append(_line(place, mark, sheet, cells, there.get(mark.key)))
    return lines


def _line(
    place: int, mark: Mark, sheet: Sequence[Item], cells: Sequence[object], there: tuple[int, str] | None
) -> Line:  # fmt: skip
    typed = {item.code: nfc(as_answer(item, cell)) for item, cell in zip(sheet, cells, strict=True)}
    read = read_ballot(sheet, typed)
    problems = [read.errors[item.code] for item in sheet if item.code in read.errors]
    if there and not problems and there[1] != pack(read.answers):
        problems = [
            f"Phiếu {mark.number} đã ghi với câu trả lời khác; muốn sửa thì sửa trên trang nhập phiếu."
        ]
    return Line(place, mark.number, typed, tuple(problems), is_there=bool(there) and not problems)


def _why_not(
    mark: Mark | None, batch: BallotBatch, place: int, first: dict[int, int]
) -> str | None:
    """Return why a line is no ballot of this batch, whatever it answers."""
    if mark is None:
        return (
            f"Không có mã phiếu của bảng đã tải. Hãy điền vào các dòng có sẵn, không sửa cột “{CODE}”; "
            "thiếu dòng thì đếm lại tập rồi tải bảng khác."
        )
    if mark.batch != batch.pk:
        return "Phiếu này thuộc một tập khác; một phiếu chỉ nằm trong một tập."
    if first.setdefault(mark.number, place) != place:
        return f"Phiếu này đã có ở dòng {first[mark.number]}."
    return None


def _table(content: bytes, heads: Sequence[str], batch: BallotBatch, by: Scope) -> Dataset:
    """Return the lines with their codes, of a sheet of this batch; only one without its columns is read again."""
    try:
        table = _read(content, [CODE, *heads])
    except ValidationError as error:
        if error.code != NO_HEADS:
            raise
        _check_whose(_codes(content), batch, by)
        raise ValidationError(
            ["Bảng thiếu cột của phiếu hỏi. Hãy dùng bảng lấy từ “Tải mẫu để điền”.", error.message]
        ) from error
    _check_whose(table[CODE], batch, by)
    return table


def _read(content: bytes, heads: Sequence[str]) -> Dataset:
    return read_rows(content, heads=heads, filled=heads, most=LARGEST_BATCH, widest=WIDEST)


def _codes(content: bytes) -> list[Any]:
    try:
        codes: list[Any] = _read(content, [CODE])[CODE]
    except ValidationError as error:
        if error.code != NO_HEADS:
            raise
        raise ValidationError(
            f"Không thấy cột “{CODE}”. Hãy dùng bảng lấy từ “Tải mẫu để điền” của tập này."
        ) from error
    return codes


def _check_whose(codes: Iterable[object], batch: BallotBatch, by: Scope) -> None:
    """Refuse a sheet of another version, campaign or batch, whatever its columns."""
    marks = [mark for code in codes if (mark := Mark.read(code))]
    if not marks:
        raise ValidationError(
            "Không dòng nào có mã phiếu của bảng đã tải. Hãy tải mẫu của tập này rồi điền vào đó."
        )
    if not any(mark.batch == batch.pk for mark in marks):
        raise ValidationError(f"{_whose(marks[0], batch, by)} Hãy tải mẫu của tập {batch.code}.")


def _whose(mark: Mark, batch: BallotBatch, by: Scope) -> str:
    """Say what a sheet of something else is a sheet of, as far as the reader may know."""
    mine = batch.campaign_unit.campaign
    if mark.version != mine.version_id:
        version = QuestionnaireVersion.objects.visible_to(by).filter(pk=mark.version).first()
        said = f"“{version}”" if version else "một phiếu hỏi khác"
        return f"Bảng này theo phiếu hỏi {said}; đợt này dùng “{mine.version}”."
    other = BallotBatch.objects.visible_to(by).with_place().filter(pk=mark.batch).first()
    if other is None:
        return f"Bảng này không phải của tập {batch.code}."
    if other.campaign_unit.campaign_id != mine.pk:
        return f"Bảng này của đợt “{other.campaign_unit.campaign.title}”, không phải đợt này."
    return f"Bảng này của tập {other.code}, {other.campaign_unit.unit.full_name_inside}."


# --- between the preview and the confirmation ---


def sealed(lines: Iterable[Line], *, batch: BallotBatch) -> str:
    """Return the lines that would go in, for the page to send back once they are confirmed."""
    kept = [(line.number, [*line.typed.values()]) for line in lines if line.is_new]
    return signing.dumps(kept, salt=f"{_SALT}.{batch.pk}", compress=True)


def unsealed(seal: str, *, batch: BallotBatch) -> dict[UUID, dict[str, str]]:
    """Return the ballots of `sealed` by their keys. Raises `signing.BadSignature`, also a day later."""
    version = batch.campaign_unit.campaign.version
    codes = [item.code for item in version.sheet]
    kept = signing.loads(seal, salt=f"{_SALT}.{batch.pk}", max_age=timedelta(days=1))
    return {
        Mark(version.pk, batch.pk, number).key: dict(zip(codes, typed, strict=True))
        for number, typed in kept
    }
