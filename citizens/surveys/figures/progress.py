"""How far each surveyed unit is from its sample: a line a unit, drawn in Python (decisions/speed.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from citizens.surveys.forms import FrameForm, FrameLine
from citizens.surveys.rules.coverage import Coverage
from portal.controls import errors
from portal.templatetags.show import UNKNOWN, day, icon, number
from portal.units.kinds import UnitKind

_UNKNOWN = f'<span class="unknown">{UNKNOWN}</span>'


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is over the units that one sees, and a line of each."""

    units: int
    target: int
    unframed: int
    ballots: int
    lines: SafeString


def progress_of(
    units: Sequence[Any], batches: Iterable[Any], coverage: Coverage | None = None
) -> Progress:
    """Add up the rows of `as_lines` with what `progress_by_unit` says of each, and draw them."""
    by_unit: dict[int, Sequence[int]] = {pk: told for pk, *told in batches}
    targets = [target for *_, target, _ in units]
    return Progress(
        units=len(units),
        target=sum(target or 0 for target in targets),
        unframed=targets.count(None),
        ballots=sum(ballots for ballots, _, _ in by_unit.values()),
        lines=_units_body(units, by_unit, coverage),
    )


def _units_body(
    units: Iterable[Any], by_unit: Mapping[int, Sequence[int]], coverage: Coverage | None
) -> SafeString:
    words = {kind.value: kind.word for kind in UnitKind}
    lines = []
    for pk, kind, name, ended_on, size, target, enterer in units:
        ballots, closed, still_open = by_unit.get(pk, (0, 0, 0))
        waits = f'<span class="table-sub">{still_open} tập chưa khóa</span>' if still_open else ""
        lines.append(
            f'<tr><th scope="row">{unit_cell(f"{words[kind]} {name}", ended_on)}</th>'
            f'<td data-label="Tổng số" class="num">{number(size)}</td>'
            f'<td data-label="Phiếu đã nhập">{meter(ballots, target)}{_covered(coverage, ballots, size)}</td>'
            f'<td data-label="Trong tập đã khóa" class="num">{number(closed)}{waits}</td>'
            f'<td data-label="Nơi nhập phiếu">{escape(enterer)}</td></tr>'
        )
    return mark_safe("".join(lines))  # noqa: S308  # names are escaped


def frame_body(form: FrameForm) -> SafeString:
    """Draw the form that asks how many there are: a line a unit, with its box and its sample."""
    drawn = (
        f'<tr><th scope="row"><label for="id_{line.key}">{unit_cell(line.name, line.ended_on)}</label></th>'
        f'<td data-label="Tổng số (N)">{_box(form, line)}</td>'
        f'<td data-label="Mẫu tối thiểu (n)" class="num">{number(line.target)}</td></tr>'
        for line in form.lines
    )
    return mark_safe("".join(drawn))  # noqa: S308  # names are escaped


def _box(form: FrameForm, line: FrameLine) -> str:
    """Draw a box: what was typed and what is wrong with it, or the size as the form would show it."""
    if form.is_bound:
        box = form[line.key]
        return f"{box}{errors(box)}"
    value = f' value="{number(line.size)}"' if line.size is not None else ""
    return (
        f'<input type="text" name="{line.key}"{value} inputmode="numeric"'
        f' class="form-control w-number" id="id_{line.key}">'
    )


def unit_cell(name: str, ended_on: date | None) -> str:
    ended = f" <small>(đến {day(ended_on)})</small>" if ended_on else ""
    return f'<span class="unit">{escape(name)}{ended}</span>'


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
