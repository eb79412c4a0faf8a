"""Results as charts."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from citizens.surveys.figures.results import QuestionResult, Results
from citizens.surveys.rules.formulas import Share
from portal.charts import Bar, Chart, Interval, bars, intervals
from portal.hrefs import href


def by_unit(results: Results) -> Chart:
    """Draw each commune's index on its interval; hidden ones say why."""
    rows = [_interval(one.row.unit.full_name, one.share, one.why) for one in results.units]
    return intervals(
        "Tỷ lệ hài lòng theo đơn vị", rows, unit="%", note="chấm và khoảng tin cậy 95%"
    )


def by_section(results: Results) -> Chart | None:
    """Draw the index of each group of questions, and the whole below."""
    if results.index is None or results.overall is None:
        return None
    rows = [_interval(name, share, "") for name, share in results.index.sections.items()]
    rows.append(_interval("Cả phiếu", results.overall, ""))
    return intervals(
        "Tỷ lệ hài lòng theo nhóm câu", rows, unit="%", note="chấm và khoảng tin cậy 95%"
    )


def ballots_by_unit(results: Results) -> Chart:
    """Draw how many ballots each commune's closed batches hold; a bar opens its results."""
    page = href("surveys:results", results.campaign.pk)
    rows = [
        Bar(one.row.unit.full_name, one.ballots, href=f"{page}?don_vi={one.row.pk}")
        for one in results.units
    ]
    return bars("Số phiếu theo đơn vị", rows, unit="phiếu")


def by_sections(questions: Iterable[QuestionResult]) -> list[tuple[str, list[QuestionResult]]]:
    """Return the questions under their section, in the order of the paper."""
    return [
        (name, list(found)) for name, found in groupby(questions, key=lambda one: one.item.section)
    ]


def _interval(label: str, share: Share | None, why: str) -> Interval:
    if share is None:
        return Interval(label, None, note=why)
    return Interval(label, _short(share.percent), _short(share.low), _short(share.high))


def _short(percent: Decimal) -> Decimal:
    return percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
