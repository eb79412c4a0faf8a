"""Figures for the yearly report: what was asked, what came in, how satisfied people are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from citizens.surveys.figures.results import Results, results
from citizens.surveys.models import Campaign
from portal.figures import Figure, Period
from portal.units.models import Organisation


def figures(*, organisations: Collection[int], period: Period) -> list[Figure]:
    """Return the survey figures of the communes whose People's Committees are `organisations`.

    Only published campaigns that ended in the period give numbers: a report of the surveyed commune
    must not tell it more than it may see. Campaigns that wait for publishing are named in the note.
    """
    units = list(
        Organisation.objects.filter(pk__in=organisations).values_list("unit_id", flat=True)
    )
    ended = Campaign.objects.asking_in(units).ended_in(period).with_names()
    published = [campaign for campaign in ended if campaign.is_published]
    found = [results(campaign, seen=Q(unit__in=units)) for campaign in published]
    waiting = len(ended) - len(published)
    return [*_counted(found, period, waiting), *_satisfied(found, units, waiting)]


def _counted(found: Sequence[Results], period: Period, waiting: int) -> list[Figure]:
    query = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}"}
    href = f"{reverse('surveys:campaigns')}?{urlencode(query | {'trang_thai': 'published'})}"
    note = f"{waiting} đợt chưa công bố, chưa tính" if waiting else ""
    on_web = sum(one.on_web for one in found)
    modes = f"phiếu giấy {sum(one.on_paper for one in found)}, qua mạng {on_web}" if on_web else ""
    return [
        Figure("surveys.campaigns", "Đợt khảo sát đã công bố", len(found), "đợt", href, note),
        Figure(
            "surveys.ballots", "Phiếu khảo sát hợp lệ đã tổng hợp",
            sum(one.ballots for one in found), "phiếu", href, "; ".join(filter(None, (modes, note))),
        ),
    ]  # fmt: skip


def _satisfied(found: Sequence[Results], units: Sequence[int], waiting: int) -> list[Figure]:
    """Return the index of the latest published campaign: indices of two are never averaged."""
    latest = next((one for one in found if one.ballots), None)
    if latest is None:
        href = reverse("surveys:campaigns")
        note = "Đã khảo sát, chưa công bố kết quả" if waiting else "Không có đợt khảo sát trong kỳ"
        return _index_figures(None, None, None, href, note)
    href = reverse("surveys:results", args=[latest.campaign.pk])
    if len(units) == 1:
        href += f"?{urlencode({'don_vi': latest.units[0].row.pk})}"
    note = f"{latest.formula.title}; {latest.campaign.title}; đã công bố {latest.campaign.published_on:%d/%m/%Y}"
    share = latest.overall
    if share is None:
        return _index_figures(None, None, None, href, f"Dưới 5 phiếu, không nêu; {note}")
    return _index_figures(share.percent, share.low, share.high, href, note)


def _index_figures(
    percent: Decimal | None, low: Decimal | None, high: Decimal | None, href: str, note: str
) -> list[Figure]:
    return [
        Figure("surveys.index", "Tỷ lệ hài lòng", _rounded(percent), "%", href, note),
        Figure("surveys.index_low", "Khoảng tin cậy 95%: cận dưới", _rounded(low), "%", href, note),
        Figure(
            "surveys.index_high", "Khoảng tin cậy 95%: cận trên", _rounded(high), "%", href, note
        ),
    ]


def _rounded(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
