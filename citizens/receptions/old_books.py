"""Last year's paper book as it comes in: a spreadsheet with the form's columns, read line by line."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError

from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Reception, ReceptionSeries
from citizens.receptions.register import register_forms
from citizens.receptions.rules.old_books import OldVisit, read_line
from citizens.receptions.rules.register import RegisterForm
from portal.forms import DateField
from portal.sheets import Formula, read_rows
from portal.units.models import Organisation

MOST_LINES = 1000
_SALT = "receptions.old_book"
_FORMULA = "Có ô là công thức. Hãy chép lại thành giá trị rồi gửi lại."
THIS_YEAR = "Sổ năm nay ghi trực tiếp trên hệ thống; chỉ nhập sổ của các năm trước."


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of the file."""

    place: int
    number: str
    visit: OldVisit | None
    problems: tuple[str, ...] = ()
    is_there: bool = False

    @property
    def is_new(self) -> bool:
        return self.visit is not None and not self.is_there


def read_book(content: bytes, *, office: Organisation, on: date, names_checked: bool) -> list[Line]:
    """Return what each line of a file would do. Raises `ValidationError` for a file that is no book."""
    form, table = _table(content)
    keys = [column.key for column in form.columns]
    seen: dict[tuple[int, int], int] = {}
    there, open_years = _standing(office)
    lines = []
    for row in table:
        place, cells = row[0], dict(zip(keys, row[1:], strict=True))
        visit, problems = _read(cells, office=office, on=on, names_checked=names_checked)
        if visit:
            mark = (visit.visit.received_on.year, visit.number)
            if visit.visit.received_on.year == on.year:
                problems = [THIS_YEAR]
            elif visit.visit.received_on.year in open_years:
                problems = [f"Sổ năm {mark[0]} đang được ghi trên hệ thống, không nhập thêm được."]
            elif mark in seen:
                problems = [f"Số {visit.number} của năm {mark[0]} đã có ở dòng {seen[mark]}."]
            seen.setdefault(mark, place)
        number = str(cells["number"] or "")[:10]
        kept = visit if visit and not problems else None
        is_there = bool(kept) and (kept.visit.received_on.year, kept.number) in there  # type: ignore[union-attr]
        lines.append(Line(place, number, kept, tuple(problems), is_there))
    return lines


def _table(content: bytes) -> tuple[RegisterForm, Iterable[Any]]:
    """Read the file by the form whose columns it has."""
    refusal: ValidationError | None = None
    for form in register_forms():
        heads = [column.label for column in form.columns]
        try:
            return form, read_rows(content, heads=heads, filled=heads[1:], most=MOST_LINES)
        except ValidationError as error:
            refusal = error
            if "cần có các cột" not in error.message:
                raise
    raise ValidationError(
        "Không thấy hàng tiêu đề của sổ. Tệp cần đủ các cột của Mẫu số 03 (12 cột) hoặc Mẫu 03/TCD (13 cột), "
        "như tệp lấy từ “Tải mẫu để điền”."
    ) from refusal


def _read(
    cells: dict[str, Any], *, office: Organisation, on: date, names_checked: bool
) -> tuple[OldVisit | None, list[str]]:
    if any(isinstance(value, Formula) for value in cells.values()):
        return None, [_FORMULA]
    texts = {key: _plain(value) for key, value in cells.items()}
    try:
        day = DateField(required=False).clean(texts["day"])
    except ValidationError:
        day = None
    return read_line(texts, day, on=on, office_since=office.valid_from, names_checked=names_checked)


def _plain(value: Any) -> str:
    """Return a cell as text: Excel keeps 12 as 12.0 and a number of a paper as a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _standing(office: Organisation) -> tuple[set[tuple[int, int]], set[int]]:
    there = Reception.objects.of([office.pk]).values_list("series__year", "number")
    books = ReceptionSeries.objects.open_of(office.pk)
    return set(there), set(books.values_list("year", flat=True))


def sealed(lines: Iterable[Line]) -> str:
    """Return the lines that would be taken in, for the page to send back once they are confirmed."""
    return signing.dumps(
        [_packed(line.visit) for line in lines if line.is_new and line.visit],
        salt=_SALT, compress=True,
    )  # fmt: skip


def unsealed(seal: str) -> list[OldVisit]:
    """Return the lines of `sealed`. Raises `signing.BadSignature`, also when they are a day old."""
    return [_unpacked(one) for one in signing.loads(seal, salt=_SALT, max_age=timedelta(days=1))]


def _packed(one: OldVisit) -> dict[str, Any]:
    case = {name: value for name, value in asdict(one.case).items() if isinstance(value, str)}
    return {
        "number": one.number, "day": one.visit.received_on.isoformat(), "case": case,
        "head_count": one.visit.head_count, "note": one.visit.note, "result": one.result,
        "people": [(person.name, person.address, person.number) for person in one.people],
        "official_name": one.visit.official_name,
    }  # fmt: skip


def _unpacked(kept: dict[str, Any]) -> OldVisit:
    case = {
        name: value
        for name, value in kept["case"].items()
        if name not in ("kind", "outcome", "field")
    }
    return OldVisit(
        kept["number"],
        VisitEntry(
            received_on=date.fromisoformat(kept["day"]), official_name=kept["official_name"],
            head_count=kept["head_count"], note=kept["note"],
        ),
        tuple(PersonEntry(*person) for person in kept["people"]),
        CaseEntry(MatterKind(kept["case"]["kind"]), Outcome(kept["case"]["outcome"]), **case),
        kept["result"],
    )  # fmt: skip
