"""Anonymous ballots as a file, made in the background: a workbook, or CSV in a ZIP, each with its codebook."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from citizens.surveys.actions.anonymous import note_taken
from citizens.surveys.figures.anonymous import AnonymousBallots, codebook
from citizens.surveys.models import Campaign, Frame
from portal.access import Power, Scope
from portal.exports.kinds import csv_kind, export_kind
from portal.jobs.run import JobFailure
from portal.sheets import Column, Part, Sheet

WORKBOOK, TABLES = "phieu-an-danh", "phieu-an-danh-csv"
NOT_YOURS = (
    "Chỉ Ủy ban MTTQ tổ chức đợt khảo sát xuất được phiếu ẩn danh, khi đợt đã khóa; ý kiến về người nêu "
    "tên thì không xuất."
)
RULES = (
    "Không có giờ nhập, mã tập, mã phiếu, mã một lần, người nhập; thứ tự dòng là ngẫu nhiên.",
    "Đơn vị dưới 5 phiếu, và đơn vị ẩn cùng để không suy ra bằng phép trừ, gộp làm một nhóm.",
    "Câu trả lời ghi “ẩn” ở đâu trang kết quả cũng ẩn.",
    "Đặc điểm người trả lời (tuổi, giới, lĩnh vực) ghi “ẩn” khi dưới 5 người của đơn vị cùng đặc điểm, "
    "và cả nhóm nhỏ kế tiếp, để không suy ra bằng phép trừ.",
    "Lời ghi thêm không xuất ra, chỉ ghi có hay không.",
)


class CodeSheet(Sheet):
    column = Column("Cột", fill=lambda row: row[0])
    question = Column("Câu hỏi", fill=lambda row: row[1], width=60)
    value = Column("Giá trị", fill=lambda row: row[2])
    meaning = Column("Nghĩa", fill=lambda row: row[3], width=50)


class RuleSheet(Sheet):
    rule = Column("Quy tắc", fill=lambda row: row, width=110)


class BallotSheet(Sheet):
    """A column a question: which ones is known only with the questionnaire."""

    def __init__(self, heads: Iterable[str]) -> None:
        super().__init__()
        self._columns = [
            Column(head, width=34 if place == 1 else 9) for place, head in enumerate(heads)
        ]

    def columns(self) -> list[Column]:
        return self._columns

    def export_resource(self, instance: Any, *_: Any, **__: Any) -> list[Any]:
        values: list[Any] = instance
        return values


def campaign_of(scope: Scope, asked: QueryDict) -> Campaign:
    """Return the campaign asked for. Raises `JobFailure` for who does not organise it."""
    number = asked.get("dot", "")
    rows = Campaign.objects.editable_by(scope).select_related("version")
    found = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None or found.is_open or found.frame == Frame.OFFICIALS:
        raise JobFailure(NOT_YOURS)
    return found


def note(scope: Scope, asked: QueryDict, count: int) -> None:
    campaign = campaign_of(scope, asked)
    note_taken(campaign=campaign, seed=asked.get("hat", ""), count=count, by=scope)


def parts(scope: Scope, asked: QueryDict) -> list[Part]:
    """The ballots, what each value means, and the rule that hides."""
    ballots = AnonymousBallots(campaign_of(scope, asked), asked.get("hat", ""))
    heads = ["STT", "Đơn vị", *(f"c{item.code}" for item in ballots.sheet)]
    return [
        Part("Phiếu", BallotSheet(heads), ballots),
        Part("Bộ mã", CodeSheet(), list(codebook(ballots.sheet))),
        Part("Quy tắc", RuleSheet(), list(RULES)),
    ]


export_kind(WORKBOOK, title="Phiếu ẩn danh", power=Power.CAMPAIGN_MANAGE, noted=note)(parts)
csv_kind(TABLES, title="Phiếu ẩn danh (CSV)", power=Power.CAMPAIGN_MANAGE, noted=note)(parts)
