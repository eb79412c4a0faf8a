"""Assignments as a spreadsheet: the list taken away, and the progress that a commune fills in.

The sheet that comes back is read by the columns of `ProgressSheet` alone. Each row goes through
`actions.report_progress`, in the preview as in earnest; the preview is rolled back.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from import_export.results import RowResult
from tablib import Dataset

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.rules import Refusal, State
from directives.registry.models import Duty
from portal.access import Scope
from portal.forms import VietnameseTextField, WholeNumberField
from portal.sheets import LINE, Column, Label, Sheet

MOST_LINES = 500
CODE = "Mã nhiệm vụ"
_LARGEST = 2**31 - 1
_SALT = "assignments.progress"
_CODE = re.compile(r"(\d{1,10})-([0-9a-f]{4})")


def code_of(pk: int) -> str:
    """Return the code of an assignment in a sheet; its mark tells a number that was typed over."""
    return f"{pk}-{salted_hmac(_SALT, str(pk)).hexdigest()[:4]}"


class QuantityField(forms.DecimalField):
    """What was reached, in the unit of the duty's target: 2, 1.676 or 98,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-number"})
    default_error_messages = {
        "invalid": "Nhập một số, ví dụ 1.676 hoặc 98,5.",
        "min_value": "Kết quả đạt được là một số từ 0 trở lên.",
        "max_digits": "Số này quá lớn.",
        "max_whole_digits": "Số này quá lớn.",
        "max_decimal_places": "Nhập không quá 2 chữ số thập phân.",
    }

    def __init__(self, **kwargs: Any) -> None:
        shape = {"min_value": 0, "max_digits": 12, "decimal_places": 2, "localize": True}
        super().__init__(**shape | kwargs)


class CodeField(forms.CharField):
    """The code of a line, back to the assignment's id."""

    def clean(self, value: Any) -> int:
        found = _CODE.fullmatch(super().clean(value))
        if found is None or code_of(int(found[1])) != found[0]:
            raise ValidationError("Không phải mã của bảng đã xuất.")
        return int(found[1])


class WorkSheet(Sheet):
    """The list of assignments. Fetch the rows `with_state()` and `for_list()`."""

    unit = Column("Đơn vị", "organisation__unit__full_name", width=26)
    directive = Column("Văn bản", "duty__directive__title", width=34)
    duty = Column("Nhiệm vụ", "duty__text", width=70)
    period = Column("Kỳ", "period")
    assigned_on = Column("Ngày giao", "assigned_on")
    due_on = Column("Hạn", "due_on")
    state = Column(
        "Trạng thái",
        fill=lambda work: State(work.state).label if work.state else work.get_step_display(),
        width=24,
    )
    step = Label("Bước", "step", width=18)
    percent = Column("Tiến độ (%)", "percent")
    target = Column("Chỉ tiêu", fill=lambda work: work.duty.asked_shown, width=24)
    reached = Column("Kết quả đạt được", fill=lambda work: work.reached, places=2)
    result = Column(
        "Đạt chỉ tiêu", fill=lambda work: work.target_result.label if work.target_result else ""
    )
    submitted_on = Column("Ngày báo hoàn thành", "submitted_on")


class CountrySheet(WorkSheet):
    """The list of who reads the country: namesakes of several provinces stand in it."""

    province = Column("Tỉnh, thành phố", "organisation__unit__province__name", width=20)


@dataclass
class Told:
    """What one line of a filled-in sheet says of one assignment."""

    work: Assignment
    before: int
    version: int = 0
    new_percent: int | None = None
    new_note: str = ""
    new_reached: Decimal | None = None
    is_old: bool = False

    @property
    def says_nothing(self) -> bool:
        return self.new_percent is None and not self.new_note and self.new_reached is None

    @property
    def new_reached_shown(self) -> str:
        target = self.work.duty.target
        return target.shown(self.new_reached) if target and self.new_reached is not None else ""

    @property
    def percent(self) -> int:
        return self.before if self.new_percent is None else self.new_percent

    @property
    def key(self) -> str:
        """The same line of the same sheet, sent again, is the same report."""
        said = [self.work.pk, self.version, self.new_percent, self.new_note]
        if self.new_reached is not None:
            said.append(f"{self.new_reached.normalize():f}")
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line: what was typed, and `problems` that say why it cannot be taken in."""

    number: int
    code: Any
    typed_percent: Any
    typed_note: Any
    typed_reached: Any
    duty: Duty | None
    told: Told | None
    problems: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        return self.told is not None and not self.told.is_old and not self.told.says_nothing


class ProgressSheet(WorkSheet):
    """The commune's own list, with two columns to fill in and send back.

    `version` is what the assignment was when the list was taken: whoever changed it since is not
    overwritten unseen.
    """

    pk = Column(CODE, "pk", fill=lambda work: code_of(work.pk), reads=CodeField(), width=14)
    version = Column(
        "Lần cập nhật", "version", reads=forms.IntegerField(min_value=1, max_value=_LARGEST)
    )
    new_percent = Column(
        "Tiến độ mới (%)", "new_percent", width=16,
        reads=WholeNumberField(min_value=0, max_value=100, required=False),
    )  # fmt: skip
    new_note = Column(
        "Nội dung, kết quả", "new_note", width=60,
        reads=VietnameseTextField(max_length=4000, required=False),
    )  # fmt: skip

    new_reached = Column(
        "Kết quả mới theo chỉ tiêu", "new_reached", width=18, reads=QuantityField(required=False)
    )

    class Meta(WorkSheet.Meta):
        export_order = ("pk", "version")
        store_row_values = True

    def __init__(self, *, rows: AssignmentQuerySet | None = None, by: Scope | None = None) -> None:
        super().__init__()
        self.rows, self.by = rows, by
        self.mine: Mapping[int, Assignment] = {}
        self.duties: Mapping[int, Duty] = {}
        self.met: dict[int, int] = {}

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Fetch the assignments that the sheet names, of those that are the commune's own."""
        assert self.rows is not None
        named = (self.code_of({CODE: value}) for value in dataset[CODE])
        self.mine = self.rows.in_bulk([pk for pk in named if pk])
        self.duties = {pk: work.duty for pk, work in self.mine.items()}

    def get_instance(self, instance_loader: object, row: Mapping[str, Any]) -> Told:
        pk = self.code_of(row)
        work = self.mine.get(pk)
        if work is None and not pk:
            raise ValidationError(
                f"Mã “{row[CODE]}” không phải mã của bảng đã xuất; hãy để nguyên."
            )
        if work is None:
            raise ValidationError(f"Đơn vị không có nhiệm vụ mã “{row[CODE]}”.")
        if self.met.setdefault(pk, row[LINE]) != row[LINE]:
            raise ValidationError(f"Nhiệm vụ này đã có ở dòng {self.met[pk]}.")
        return Told(work, before=work.percent)

    def skip_row(
        self, instance: Told, original: object, row: object, import_validation_errors: Any = None
    ) -> bool:
        return instance.says_nothing and not import_validation_errors

    def do_instance_save(self, instance: Told, is_create: bool) -> None:
        assert self.by is not None
        version_before = instance.work.version
        try:
            actions.report_progress(
                assignment=instance.work, version=instance.version, percent=instance.percent,
                reached=instance.new_reached, note=instance.new_note, evidence=(),
                key=instance.key, by=self.by,
            )  # fmt: skip
        except Refusal as refusal:
            raise ValidationError(_with_period(refusal.sentence, instance.work)) from refusal
        instance.is_old = instance.work.version == version_before

    def code_of(self, row: Mapping[str, Any]) -> int:
        """Return the assignment that a line names, 0 when it names none."""
        try:
            return cast("int", self.fields["pk"].clean(row))
        except ValueError:
            return 0


_FILLED = ("new_percent", "new_note", "new_reached")
READ = tuple(column.column_name for column in ProgressSheet.fields.values() if not column.readonly)
TO_FILL_IN = tuple(ProgressSheet.fields[name].column_name for name in _FILLED)


def take_in(lines: Dataset, *, rows: AssignmentQuerySet, by: Scope, in_earnest: bool) -> list[Line]:
    """Report the progress that the lines tell, each line for itself, and say what became of each.

    Not `in_earnest`: the same is done and rolled back. Lines that say nothing are left out.
    """
    sheet = ProgressSheet(rows=rows, by=by)
    result = sheet.import_data(lines, dry_run=not in_earnest, use_transactions=False)
    for error in (*result.base_errors, *(each for row in result.rows for each in row.errors)):
        raise error.error  # the library holds back even what no person can mend
    taken = [_line(sheet, row) for row in result.rows]
    return [line for line in taken if line.problems or (line.told and not line.told.says_nothing)]


def _with_period(sentence: str, work: Assignment) -> str:
    """Say of which period the line is: most refusals come of a sheet of another month."""
    return f"{sentence} (Dòng này thuộc kỳ {work.period}.)" if work.period else sentence


def _line(sheet: ProgressSheet, row: RowResult) -> Line:
    number, code, _, percent, note, reached = row.row_values.values()
    problems = tuple(row.validation_error.messages) if row.validation_error else ()
    duty = sheet.duties.get(sheet.code_of(row.row_values))
    return Line(number, code, percent, note, reached, duty, row.instance, problems)


def sealed(lines: Iterable[Line]) -> str:
    """Return the lines that would be taken in, for the page to send back once they are confirmed."""
    kept = [
        (
            line.number,
            code_of(told.work.pk),
            told.version,
            told.new_percent,
            told.new_note,
            None if told.new_reached is None else f"{told.new_reached:f}".replace(".", ","),
        )
        for line in lines
        if (told := line.told) and line.is_new
    ]
    return signing.dumps(kept, salt=_SALT, compress=True)


def unsealed(seal: str) -> Dataset:
    """Return the lines of `sealed`. Raises `signing.BadSignature`, also when they are a day old."""
    return Dataset(
        *signing.loads(seal, salt=_SALT, max_age=timedelta(days=1)), headers=[LINE, *READ]
    )
