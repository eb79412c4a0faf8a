"""How far each surveyed unit is from its sample: a line a unit, drawn in Python (decisions/speed.md)."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from citizens.surveys.models import CampaignUnit
from citizens.surveys.rules.coverage import Coverage
from portal.controls import errors
from portal.templatetags.show import UNKNOWN, day, icon, number, unit_name
from portal.units.kinds import UnitKind

_UNKNOWN = f'<span class="unknown">{UNKNOWN}</span>'


def units_body(
    units: Iterable[Any], progress: Mapping[int, tuple[int, int, int]],
    coverage: Coverage | None = None,
) -> SafeString:  # fmt: skip
    """Draw the rows of `as_lines`, with what `progress_by_unit` says of each."""
    words = {kind.value: kind.word for kind in UnitKind}
    lines = []
    for pk, kind, name, ended_on, size, target, enterer in units:
        ballots, closed, still_open = progress.get(pk, (0, 0, 0))
        ended = f" <small>(đến {day(ended_on)})</small>" if ended_on else ""
        waits = f'<span class="table-sub">{still_open} tập chưa khóa</span>' if still_open else ""
        lines.append(
            f'<tr><th scope="row"><span class="unit">{words[kind]} {escape(name)}{ended}</span></th>'
            f'<td data-label="Tổng số" class="num">{number(size)}</td>'
            f'<td data-label="Phiếu đã nhập">{meter(ballots, target)}{_covered(coverage, ballots, size)}</td>'
            f'<td data-label="Trong tập đã khóa" class="num">{number(closed)}{waits}</td>'
            f'<td data-label="Nơi nhập phiếu">{escape(enterer)}</td></tr>'
        )
    return mark_safe("".join(lines))  # noqa: S308  # names are escaped


def frame_body(lines: Iterable[tuple[CampaignUnit, BoundField]]) -> SafeString:
    """Draw the form that asks how many there are: a line a unit, with its box and its sample."""
    drawn = (
        f'<tr><th scope="row"><label for="{box.id_for_label}">{unit_name(row.unit)}</label></th>'
        f'<td data-label="Tổng số (N)">{box}{errors(box)}</td>'
        f'<td data-label="Mẫu tối thiểu (n)" class="num">{number(row.target)}</td></tr>'
        for row, box in lines
    )
    return mark_safe("".join(drawn))  # noqa: S308  # a form draws its boxes safely


def _covered(rule: Coverage | None, ballots: int, size: int | None) -> str:
    """Say how far the instrument's own rule is: "60%: cần 46, đã có 72"."""
    if rule is None:
        return ""
    needed = rule.needs(size)
    if needed is None:
        return f'<span class="table-sub">quy định {rule.percent}%: {_UNKNOWN}</span>'
    mark = icon("check-circle-fill", "Đạt") if ballots >= needed else ""
    return (
        f'<span class="table-sub">{mark}quy định {rule.percent}%: cần {number(needed)},'
        f" đã có {number(ballots)}</span>"
    )


def meter(done: int, target: int | None) -> str:
    """Draw how far a sample is: "cần 364, đã có 212"."""
    if not target:
        words = f"đã có {number(done)}, cần {_UNKNOWN}"
        return f'<span class="sample"><span class="sample-words">{words}</span></span>'
    is_full = done >= target
    mark = icon("check-circle-fill", "Đủ mẫu") if is_full else ""
    return (
        f'<span class="sample"><progress value="{done}" max="{target}"'
        ' aria-label="Phiếu đã nhập trên mẫu tối thiểu"></progress>'
        f'<span class="sample-words{" sample-full" if is_full else ""}">{mark}cần {number(target)},'
        f" đã có {number(done)}</span></span>"
    )
