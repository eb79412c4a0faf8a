"""Results as charts, and the long tables of a results page, drawn in Python (decisions/speed.md)."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from citizens.surveys.figures.results import (
    KEPT,
    QuestionResult,
    Results,
    UnitResult,
    worked_out,
)
from citizens.surveys.figures.rows import Counted
from citizens.surveys.rules.comparisons import Verdict
from citizens.surveys.rules.formulas import Index, Share, margin
from portal.charts import Chart, Interval, Tile, TileMap, intervals, tile_map
from portal.templatetags.show import day, icon, number

_HUNDREDTH = Decimal("0.01")
_SHARES = 4096  # drawings of shares: the same few hundred are looked at again and again
# From the highest: at least so many percent, its word, its depth of colour.
BANDS = ((90, "rất cao", 4), (80, "cao", 3), (70, "khá", 2), (50, "trung bình", 1), (0, "thấp", 0))


class Pictures(NamedTuple):
    """What a results page shows of its counts as pictures and tables."""

    sections: Chart | None
    map: TileMap | None
    units: SafeString
    questions: list[tuple[str, SafeString]]


def pictures(results: Results) -> Pictures:
    """Draw what was counted, once for the same counts."""
    read = results.counted
    return _pictures(read) if read.names_people else _kept(read)


def _pictures(read: Counted) -> Pictures:
    found = worked_out(read)
    is_list = read.chosen is None and len(found.units) > 1
    return Pictures(
        sections=by_section(found.index),
        map=map_of(found.units) if is_list else None,
        units=units_body(found.units, over_time=False) if is_list else SafeString(),
        questions=by_sections(found.questions),
    )


_kept = lru_cache(maxsize=KEPT)(_pictures)


def by_section(index: Index | None) -> Chart | None:
    """Draw the index of each group of questions, and the whole below."""
    if index is None or index.overall is None:
        return None
    rows = [_interval(name, share) for name, share in index.sections.items()]
    rows.append(_interval("Cả phiếu", index.overall))
    return intervals(
        "Tỷ lệ hài lòng theo nhóm câu", rows, unit="%", note="chấm và khoảng tin cậy 95%"
    )


def map_of(units: Iterable[UnitResult]) -> TileMap:
    """Draw a tile a commune: its word, its number, its depth of colour; a tile opens its results."""
    tiles = [
        tile_of(one.row.full_name, one.share, href=f"?don_vi={one.row.pk}", why=one.why)
        for one in units
    ]
    return tile_map(
        "Bản đồ ô vuông", tiles, legend=legend(),
        note="một ô một đơn vị, xếp theo mã đơn vị, từ trái sang phải, từ trên xuống",
    )  # fmt: skip


def tile_of(name: str, share: Share | None, *, href: str, why: str, place: str = "") -> Tile:
    if share is None:
        return Tile(_short(name), "–", why, "none", href, f"{name}: {why}", place)
    value, word, level, said = _on_a_tile(share)
    return Tile(_short(name), value, word, level, href, f"{name}: {said}", place)


@lru_cache(maxsize=_SHARES)
def _on_a_tile(share: Share) -> tuple[str, str, str, str]:
    """Return the number of a tile, its word, its depth of colour, and all of it in words."""
    word, level = band(share.percent)
    value = _one_place(share.percent)
    said = f"{value}%, {word} ({_one_place(share.low)}–{_one_place(share.high)}%)"
    return value, word, f"level-{level}", said


def legend() -> tuple[Tile, ...]:
    bands = [
        Tile("", f"từ {least}%" if least else "dưới 50%", word, f"level-{level}")
        for least, word, level in BANDS
    ]
    return (*bands, Tile("", "–", "không nêu", "none"))


def band(value: Decimal) -> tuple[str, int]:
    """Return the word of a share and its depth of colour."""
    return next((word, level) for least, word, level in BANDS if value >= least)


def units_body(units: Iterable[UnitResult], *, over_time: bool) -> SafeString:
    """Draw a line a unit, its estimate as a dot on its interval."""
    lines = "".join(_line(one, over_time=over_time) for one in units)
    return mark_safe(lines)  # noqa: S308  # all words in it are escaped


def by_sections(questions: Iterable[QuestionResult]) -> list[tuple[str, SafeString]]:
    """Draw the questions under their section, in the order of the paper."""
    return [
        (name, mark_safe("".join(map(_question, found))))  # noqa: S308  # escaped below
        for name, found in groupby(questions, key=lambda one: one.item.section)
    ]


def _line(one: UnitResult, *, over_time: bool) -> str:
    row, share = one.row, one.share
    name = escape(row.full_name)
    if row.ended_on:
        name += f" <small>(đến {day(row.ended_on)})</small>"
    cells = [
        f'<tr><th scope="row"><a href="?don_vi={row.pk}">{name}</a></th>',
        f'<td data-label="Số phiếu" class="num">{number(one.ballots)}</td>',
        f'<td data-label="Cần" class="num">{number(row.target)}{_covered(one.covered)}</td>',
    ]
    if share is None:
        span = 5 + over_time
        cells.append(
            f'<td data-label="Tỷ lệ hài lòng" class="unknown" colspan="{span}">{one.why}</td></tr>'
        )
        return "".join(cells)
    cells += [
        _cells(share, row.size),
        f'<td data-label="Thứ hạng">{one.rank or "–"}{_verdict(one.verdict, "mức chung")}</td>',
    ]
    if over_time:
        before = _percent(one.before.percent) if one.before else "–"
        cells.append(f'<td data-label="Đợt trước">{before}{_verdict(one.change, "đợt trước")}</td>')
    return "".join([*cells, "</tr>"])


@lru_cache(maxsize=_SHARES)
def _cells(share: Share, size: int | None) -> str:
    """Draw a share and how sure it is: its percent, its interval in words and drawn, its margin."""
    error = margin(share, size) if size else None
    sampling = f"±{_percent(error)}" if error is not None else "–"
    return (
        f'<td data-label="Tỷ lệ hài lòng" class="num">{_percent(share.percent)}</td>'
        f'<td data-label="Khoảng tin cậy 95%">{_percent(share.low)} – {_percent(share.high)}</td>'
        f'<td class="unit-estimate">{estimate(share)}</td>'
        f'<td data-label="Sai số" class="num">{sampling}</td>'
    )


def _covered(covered: bool | None) -> str:
    if covered is None:
        return ""
    word = f"{icon('check-circle-fill')}đạt" if covered else "chưa đạt"
    return f'<span class="table-sub">{word} quy định</span>'


def estimate(share: Share) -> str:
    """Draw a dot on its interval, over 0 to 100 percent."""
    low, high, middle = (f"{value:.1f}" for value in (share.low, share.high, share.percent))
    return (
        '<svg class="estimate" width="100%" height="14" aria-hidden="true">'
        '<line x1="0" x2="100%" y1="7" y2="7" class="rule"/>'
        f'<line x1="{low}%" x2="{high}%" y1="7" y2="7" class="stroke"/>'
        f'<circle cx="{middle}%" cy="7" r="4" class="tone-action"/></svg>'
    )


@lru_cache
def _verdict(verdict: Verdict | None, than: str) -> str:
    if verdict is None:
        return ""
    sign = "arrow-up" if verdict is Verdict.ABOVE else "arrow-down"
    return (
        f' <span class="verdict verdict-{verdict.value}">{icon(sign)}{verdict.word} {than}</span>'
    )


def _question(one: QuestionResult) -> str:
    item = one.item
    head = f"<h3>{escape(item.code)}. {escape(item.text)}</h3>"
    if not one.is_shown:
        said = '<p class="unknown">Dưới 5 người trả lời, hoặc ẩn để không suy ra nhóm khác.</p>'
    elif one.options:
        said = _options(one)
    elif one.mean is not None:
        said = f"<p>Trung bình <strong>{number(one.mean, 2)}</strong> · {number(one.answered)} người trả lời</p>"
    else:
        said = f"<p>{number(one.answered)} phiếu có ý kiến ghi thêm.</p>"
    return f'<div class="result-question">{head}{said}</div>'


def _options(one: QuestionResult) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(option.choice.text)}</th><td class="num">{number(option.count)}</td>'
        f'<td class="num">{_percent(option.percent)}</td><td class="result-bar">'
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-ground" width="100" height="10"/>'
        f'<rect class="bar-{option.tone}" width="{option.percent:.2f}" height="10"/></svg></td></tr>'
        for option in one.options
    )
    notes = [f"{number(one.answered)} người trả lời"]
    if one.item.asked_when:
        asked = f", {number(one.asked)} người được hỏi" if one.asked is not None else ""
        notes.append(f"chỉ hỏi khi {escape(one.item.asked_when)}{asked}")
    if one.share:
        interval = f"{_percent(one.share.low)} – {_percent(one.share.high)}"
        notes.append(f"tỷ lệ tốt {_percent(one.share.percent)} ({interval})")
    if one.item.in_index:
        notes.append("tính vào chỉ số")
    return (
        f'<table class="result-bars"><caption class="visually-hidden">Câu {escape(one.item.code)}: số phiếu'
        ' theo phương án</caption><thead class="visually-hidden"><tr><th scope="col">Phương án</th>'
        '<th scope="col">Số phiếu</th><th scope="col">Tỷ lệ</th><th scope="col">Hình</th></tr></thead>'
        f'<tbody>{rows}</tbody></table><p class="result-note">{" · ".join(notes)}</p>'
    )


def _interval(label: str, share: Share | None) -> Interval:
    if share is None:
        return Interval(label, None)
    return Interval(label, _tenths(share.percent), _tenths(share.low), _tenths(share.high))


def _short(name: str) -> str:
    """The name without its kind: a tile is small."""
    for kind in ("Xã ", "Phường ", "Đặc khu ", "Tỉnh ", "Thành phố "):
        name = name.removeprefix(kind)
    return name


def _one_place(value: Decimal) -> str:
    return f"{_tenths(value)}".replace(".", ",").removesuffix(",0")


def _percent(value: Decimal) -> str:
    """What the filter `percent` says, for a number known to be one: hundreds stand on a page."""
    exact = value.quantize(_HUNDREDTH, ROUND_HALF_UP)
    return f"{exact}".replace(".", ",").removesuffix(",00") + "%"


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def who_entered(results: Results) -> list[str]:
    """Say which Front committees entered the ballots of the units in sight."""
    rows = [results.chosen.row] if results.chosen else [one.row for one in results.units]
    names: Sequence[str] = list(dict.fromkeys(row.enterer for row in rows))
    if len(names) <= 3:
        return list(names)
    own = sum(row.enters_itself for row in rows)
    return [f"Ủy ban MTTQ của {number(own)} đơn vị, mỗi nơi nhập phiếu của đơn vị mình"] + (
        [results.campaign.organiser.name] if own < len(rows) else []
    )
