"""The lists of campaigns and of batches, drawn in Python (decisions/speed.md)."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from citizens.surveys.figures.progress import meter, unit_cell
from citizens.surveys.models import BallotBatch, Campaign
from portal.hrefs import href
from portal.templatetags.show import badge, day, number, unit_name
from portal.units.kinds import UnitKind


def campaigns_body(
    rows: Iterable[Campaign], progress: Iterable[Any], *, is_front: bool
) -> SafeString:
    """Draw campaigns with what `progress` says of each; the Front opens it, others its results."""
    of, opened = {pk: told for pk, *told in progress}, "campaign" if is_front else "results"
    lines = []
    for row in rows:
        units, target, unframed, ballots = of[row.pk]
        waits = (
            f'<span class="table-sub">{number(unframed)} đơn vị chưa ghi tổng số</span>'
            if target and unframed
            else ""
        )
        lines.append(
            f'<tr><th scope="row"><a href="{href(f"surveys:{opened}", row.pk)}">{escape(row.title)}</a>'
            f'<span class="table-sub">{escape(row.organiser.name)} · {escape(row.version.title)}</span></th>'
            f'<td data-label="Thời gian" class="nowrap">{day(row.starts_on)} – {day(row.ends_on)}</td>'
            f'<td data-label="Đơn vị" class="num">{number(units)}</td>'
            f'<td data-label="Phiếu đã nhập">{meter(ballots, target)}{waits}</td>'
            f'<td data-label="Trạng thái">{badge(row.mark, row.get_state_display())}</td></tr>'
        )
    return mark_safe("".join(lines))  # noqa: S308  # names are escaped


def batches_body(rows: Iterable[BallotBatch]) -> SafeString:
    """Draw batches: how many of the ballots counted by hand are in, and what each waits for."""
    return mark_safe("".join(map(_batch, rows)))  # noqa: S308  # codes are escaped


def apart_body(rows: Iterable[Any], campaign: int, *, opened: bool) -> SafeString:
    """Draw the batches of a campaign that do not reconcile, from their `as_lines`."""
    words = {kind.value: kind.word for kind in UnitKind}
    lines = []
    for pk, code, kind, name, ended_on, counted, entered, enterer in rows:
        shown = escape(code)
        if opened:
            shown = f'<a href="{href("surveys:entry", campaign, pk)}">{shown}</a>'
        lines.append(
            f'<tr><th scope="row">{shown}</th>'
            f'<td data-label="Đơn vị">{unit_cell(f"{words[kind]} {name}", ended_on)}</td>'
            f'<td data-label="Đếm tay" class="num">{number(counted)}</td>'
            f'<td data-label="Đã nhập" class="num">{number(entered)}</td>'
            f'<td data-label="Nơi nhập">{escape(enterer)}</td></tr>'
        )
    return mark_safe("".join(lines))  # noqa: S308  # codes and names are escaped


def _batch(row: BallotBatch) -> str:
    mode = "" if row.is_paper else f'<span class="table-sub">{row.get_mode_display()}</span>'
    reopened = (
        f'<span class="table-sub">đã mở lại {row.times_reopened} lần</span>'
        if row.times_reopened
        else ""
    )
    return (
        f'<tr><th scope="row"><a href="{row.get_absolute_url()}">{escape(row.code)}</a>{mode}</th>'
        f'<td data-label="Đơn vị">{unit_name(row.campaign_unit.unit)}</td>'
        '<td data-label="Đã nhập / đếm tay"><span class="sample">'
        f'<progress value="{row.entered}" max="{row.counted_by_hand}" aria-label="Đã nhập trên đếm tay">'
        f'</progress><span class="sample-words">{number(row.entered)}/{number(row.counted_by_hand)}'
        f'</span></span></td><td data-label="Trạng thái">{_state(row)}{reopened}</td></tr>'
    )


def _state(row: BallotBatch) -> SafeString:
    if not row.is_open:
        return badge("closed", "Đã khóa")
    if not row.reconciles:
        return badge("active", "Đang nhập")
    return badge("soon", "Đủ, chờ khóa" if row.is_checked else "Đủ, chờ nhập lần hai")
