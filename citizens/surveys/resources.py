"""Results as a workbook, with nothing in it that a spreadsheet program would run."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from citizens.surveys.figures.drawings import who_entered
from citizens.surveys.figures.results import QuestionResult, Results
from citizens.surveys.rules.disclosure import SMALLEST_GROUP
from portal.sheets import Column, Part, Sheet, workbook

_TOO_FEW = f"dưới {SMALLEST_GROUP} người trả lời"

Value = str | int | Decimal | None


class AboutSheet(Sheet):
    item = Column("Mục", "item", width=30)
    content = Column("Nội dung", "content", width=90)


class AnswerSheet(Sheet):
    code = Column("Câu", "code", width=8)
    text = Column("Câu hỏi", "text", width=60)
    answered = Column("Số trả lời", "answered")
    option = Column("Phương án", "option", width=40)
    count = Column("Số phiếu", "count")
    percent = Column("Tỷ lệ %", "percent", places=2)


class UnitSheet(Sheet):
    code = Column("Mã", "row__code", width=10)
    unit = Column("Đơn vị", "row__full_name", width=30)
    ballots = Column("Số phiếu", "ballots")
    target = Column("Mẫu tối thiểu", "row__target")
    percent = Column("Tỷ lệ hài lòng %", "share__percent", width=18, places=2)
    low = Column("Cận dưới %", "share__low", places=2)
    high = Column("Cận trên %", "share__high", places=2)
    margin = Column("Sai số ±%", "margin", places=2)
    rank = Column("Thứ hạng", "rank")
    verdict = Column("So với mức chung", "verdict__word", width=16)
    covered = Column(
        "Đạt tỷ lệ quy định", width=16,
        fill=lambda one: {True: "đạt", False: "chưa đạt", None: ""}[one.covered],
    )  # fmt: skip
    note = Column("Ghi chú", "why", width=36)


def results_book(results: Results) -> bytes:
    """Return the results as XLSX: what was asked, how it was answered, how each unit fared."""
    answers = (line for question in results.questions for line in _answers(question))
    units = (
        one for one in results.units
        if results.chosen is None or one.row.pk == results.chosen.row.pk
    )  # fmt: skip
    return workbook(
        Part("Thông tin", AboutSheet(), ({"item": a, "content": b} for a, b in _about(results))),
        Part("Phân bố", AnswerSheet(), answers),
        Part("Theo đơn vị", UnitSheet(), units),
    )


def _about(results: Results) -> list[tuple[str, Value]]:
    campaign, share = results.campaign, results.overall
    return [
        ("Đợt khảo sát", campaign.title),
        ("Thời gian", f"{campaign.starts_on:%d/%m/%Y} – {campaign.ends_on:%d/%m/%Y}"),
        ("Phiếu hỏi", str(campaign.version)),
        ("Đơn vị tổ chức, nhập phiếu", campaign.organiser.name),
        ("Phạm vi", results.chosen.row.full_name if results.chosen else f"{len(results.units)} đơn vị"),
        ("Trạng thái", campaign.get_state_display()),
        ("Số phiếu", results.ballots),
        ("Trong đó phiếu giấy", results.on_paper),
        ("Trong đó qua mạng", results.on_web),
        ("Tỷ lệ hài lòng %", _two(share.percent) if share else _TOO_FEW),
        ("Khoảng tin cậy 95%", f"{_two(share.low)} – {_two(share.high)}" if share else ""),
        ("Sai số ±%", _two(results.margin) if results.margin is not None else ""),
        ("Tỷ lệ phải lấy ý kiến", _coverage(results)),
        ("Người nhập", "; ".join(who_entered(results))),
        ("Công thức", f"{results.formula.title}. {results.formula.explains}"),
        ("Khoảng", results.formula.interval),
        ("Bảo mật", f"Nhóm dưới {SMALLEST_GROUP} phiếu không nêu, và không suy ra được bằng phép trừ."),
    ]  # fmt: skip


def _coverage(results: Results) -> str:
    """Say what the instrument asks for and how many units meet it."""
    rule, (met, known) = results.coverage, results.covered
    if rule is None:
        return "phiếu hỏi không quy định"
    frame = results.campaign.get_frame_display()
    told = f"đạt ở {met}/{known} đơn vị có ghi tổng số" if known else "chưa xác định"
    return f"ít nhất {rule.percent}% {frame} ({rule.source}): {told}"


def _answers(one: QuestionResult) -> Iterator[Mapping[str, Value]]:
    """Yield a line per option; one line where nothing was to be chosen, or too few answered."""
    asked: dict[str, Value] = {"code": one.item.code, "text": one.item.text}
    if not one.is_shown:
        yield asked | {"option": _TOO_FEW}
        return
    asked |= {"answered": one.answered}
    if not one.options:
        mean = f"trung bình {_two(one.mean)}" if one.mean is not None else "ý kiến ghi thêm"
        yield asked | {"option": mean, "count": one.answered}
    for each in one.options:
        yield asked | {"option": each.choice.text, "count": each.count, "percent": each.percent}


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
