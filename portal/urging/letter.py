"""The letter as the parts of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I, công văn)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.papers.masthead import date_line, issuer_lines
from portal.urging.models import UrgedWork, Urging

MOST_NAMED = 6  # more units are named in the list that goes with the letter


@dataclass(frozen=True, slots=True)
class Row:
    duty: str
    period: str
    last_day: date
    days: int
    percent: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the list prints it, from the second column on."""
        period = f" ({self.period})" if self.period else ""
        return (
            f"{self.duty}{period}",
            f"{self.last_day:%d/%m/%Y}",
            str(self.days),
            f"{self.percent}%",
        )


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All that the letter says, for each form it is drawn in.

    Dots hold the place of what the office fills in: number, day, signer.
    """

    over: list[str]
    issuer: list[str]
    number: str
    place: str
    made_on: date
    subject: str
    directive: str
    units: tuple[Unit, ...]
    answer_by: date | None
    capacity: str
    signer: str

    recipients = ("Như trên", "Lưu: VT")
    list_head = "DANH SÁCH"
    heads = ("STT", "Đơn vị, nhiệm vụ", "Hạn", "Quá hạn (ngày)", "Tiến độ")

    @property
    def number_line(self) -> str:
        return f"Số: {self.number or '……/……'}"

    @property
    def date_line(self) -> str:
        if self.number:
            return date_line(self.place, self.made_on)
        return f"{self.place}, ngày …… tháng …… năm {self.made_on.year}"

    @property
    def addressed_to(self) -> tuple[str, ...]:
        if len(self.units) > MOST_NAMED:
            return ("Các đơn vị có tên trong danh sách kèm theo",)
        return tuple(unit.name for unit in self.units)

    @property
    def addressed(self) -> str:
        return f"Kính gửi: {'; '.join(self.addressed_to)}."

    @property
    def paragraphs(self) -> tuple[str, ...]:
        count = sum(len(unit.rows) for unit in self.units)
        by = f" trước ngày {self.answer_by:%d/%m/%Y}" if self.answer_by else ""
        return (
            f"Thực hiện {self.directive}, đến ngày {self.made_on:%d/%m/%Y} còn {count} nhiệm vụ của "
            f"{len(self.units)} đơn vị đã quá hạn mà chưa có báo cáo hoàn thành (danh sách kèm theo).",
            "Đề nghị Thủ trưởng các đơn vị có tên trong danh sách tập trung chỉ đạo thực hiện, cập nhật "
            f"kết quả và tài liệu minh chứng trên cổng thông tin{by}; trường hợp có khó khăn, vướng mắc "
            "thì nêu rõ lý do và đề nghị gia hạn.",
            "Đề nghị các đơn vị quan tâm, thực hiện./.",
        )

    @property
    def signer_lines(self) -> tuple[str, ...]:
        """The capacity, one line for each part between strokes: who signs for whom has two."""
        return tuple(part for one in self.capacity.split("/") if (part := one.strip()))

    @property
    def list_title(self) -> str:
        return f"CÁC NHIỆM VỤ QUÁ HẠN TÍNH ĐẾN NGÀY {self.made_on:%d/%m/%Y}"


def letter_of(urging: Urging) -> Letter:
    """Return the letter as its lines were on the day it was made."""
    office, on = urging.organisation, urging.made_on
    over, issuer = issuer_lines(office, office.unit.full_name_on(on), on=on)
    lines = urging.lines.select_related("assignment__duty", "organisation")
    return Letter(
        over=over, issuer=issuer, number=urging.number, place=office.unit.name, made_on=on,
        subject=f"V/v đôn đốc thực hiện {urging.directive.title}",
        directive=urging.directive.title, units=tuple(_units(lines, on)),
        answer_by=urging.answer_by, capacity=urging.capacity or "……………………", signer=urging.signer,
    )  # fmt: skip


def _units(lines: Iterable[UrgedWork], on: date) -> Iterable[Unit]:
    for organisation, found in groupby(lines, key=lambda line: line.organisation):
        yield Unit(organisation.name, tuple(_row(line, on) for line in found))


def _row(line: UrgedWork, on: date) -> Row:
    duty, work = line.assignment.duty, line.assignment
    clause = f"Mục {duty.clause}: " if duty.clause else ""
    return Row(
        f"{clause}{duty.text}", work.period, line.due_on, (on - line.due_on).days, work.percent
    )
