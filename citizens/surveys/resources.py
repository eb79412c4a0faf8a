"""Results as a workbook, with nothing in it that a spreadsheet program would run."""

from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

from openpyxl import Workbook

from citizens.surveys.figures.results import QuestionResult, Results
from citizens.surveys.rules.disclosure import SMALLEST_GROUP
from citizens.surveys.rules.formulas import Share
from portal.sheets import add_sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOO_FEW = f"dưới {SMALLEST_GROUP} người trả lời"

Cell = str | int | Decimal | None


def workbook(results: Results) -> bytes:
    book = Workbook(write_only=True)
    add_sheet(book, "Thông tin", ("Mục", "Nội dung"), _about(results))
    add_sheet(
        book,
        "Phân bố",
        ("Câu", "Câu hỏi", "Số trả lời", "Phương án", "Số phiếu", "Tỷ lệ %"),
        (line for question in results.questions for line in _distribution(question)),
    )
    add_sheet(
        book,
        "Theo đơn vị",
        ("Mã", "Đơn vị", "Số phiếu", "Mẫu tối thiểu", "Tỷ lệ hài lòng %", "Cận dưới %", "Cận trên %", "Ghi chú"),
        _units(results),
    )  # fmt: skip
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _about(results: Results) -> list[tuple[Cell, ...]]:
    campaign, share = results.campaign, results.overall
    return [
        ("Đợt khảo sát", campaign.title),
        ("Thời gian", f"{campaign.starts_on:%d/%m/%Y} – {campaign.ends_on:%d/%m/%Y}"),
        ("Phiếu hỏi", str(campaign.version)),
        ("Đơn vị tổ chức, nhập phiếu", campaign.organiser.name),
        ("Phạm vi", results.chosen.row.unit.full_name if results.chosen else f"{len(results.units)} đơn vị"),
        ("Trạng thái", campaign.get_state_display()),
        ("Số phiếu", results.ballots),
        ("Tỷ lệ hài lòng %", _two(share.percent) if share else _TOO_FEW),
        ("Khoảng tin cậy 95%", f"{_two(share.low)} – {_two(share.high)}" if share else ""),
        ("Công thức", f"{results.formula.title}. {results.formula.explains}"),
        ("Khoảng", results.formula.interval),
        ("Bảo mật", f"Nhóm dưới {SMALLEST_GROUP} phiếu không nêu, và không suy ra được bằng phép trừ."),
    ]  # fmt: skip


def _distribution(one: QuestionResult) -> list[tuple[Cell, ...]]:
    item = one.item
    if not one.is_shown:
        return [(item.code, item.text, None, _TOO_FEW, None, None)]
    if not one.options:
        mean = f"trung bình {_two(one.mean)}" if one.mean is not None else "ý kiến ghi thêm"
        return [(item.code, item.text, one.answered, mean, one.answered, None)]
    return [
        (item.code, item.text, one.answered, o.choice.text, o.count, _two(o.percent))
        for o in one.options
    ]


def _units(results: Results) -> list[tuple[Cell, ...]]:
    return [
        (one.row.unit.code, one.row.unit.full_name, one.ballots, one.row.target, *_share(one.share), one.why)
        for one in results.units
        if results.chosen is None or one.row.pk == results.chosen.row.pk
    ]  # fmt: skip


def _share(share: Share | None) -> tuple[Cell, Cell, Cell]:
    return (_two(share.percent), _two(share.low), _two(share.high)) if share else (None, None, None)


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
