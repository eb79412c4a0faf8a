"""Which directive of the registry a citation means, and when that is sure enough to link by itself.

A number is no key: State numbers start anew every year (Nghị định 30/2020/NĐ-CP, Điều 15), Party
numbers with every term of a committee (Hướng dẫn 36-HD/VPTW), and every province has its own. So a
candidate is weighed by date, issuer, province and kind. What contradicts the citation is none; what
is merely not contradicted waits for a person: a wrong link is worse than an open question.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from directives.registry.kinds import IssuerLevel, ReferenceState, System
from directives.registry.rules.issuers import central_number, is_local
from directives.registry.rules.series import number_series
from directives.registry.rules.wordings import (
    CITY,
    DISTRICTS,
    PROVINCE,
    Wording,
    spelled_out,
    worded,
)
from portal.text import search_key

_CARRIES_ITS_YEAR = re.compile(r"/(19|20)\d\d/|/(UBTV)?QH[0-9XVI]+$", re.IGNORECASE)
# Symbols that one level only uses; "UBND", "HĐND", "ĐU" do not tell the level.
_TURNED = "số, ký hiệu (dấu gạch ghi lẫn)"
_OF_A_PROVINCE = re.compile(r"[-/](\w*TU|S[A-ZĐ]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """The document that cites. `own` is its province row, `before` the rows that came into it.

    `district` is the name of the district over the commune that issues it, where its owner's unit tells.
    """

    pk: int = 0
    issued_on: dt.date | None = None
    issuer: str = ""
    own: int | None = None
    before: frozenset[int] = frozenset()
    district: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says."""

    number: str
    issued_on: dt.date | None = None
    issuer: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the registry holds under the same number; `turned` is one whose marks the citation turned round."""

    pk: int
    issued_on: dt.date | None
    issuer: str = ""
    kind: str = ""
    level: IssuerLevel = IssuerLevel.PROVINCE
    system: System = System.STATE
    series: str = ""
    province: int | None = None
    province_name: str = ""
    turned: bool = False


class Nearness(IntEnum):
    """How near the issuer stands to the document that cites it."""

    OWN = 0
    BEFORE = 1
    ELSEWHERE = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A directive that the citation can mean; `doubt` is why it is not linked without a person."""

    pk: int
    nearness: Nearness
    doubt: str
    for_it: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a citation, with its reason; the likeliest candidate stands first."""

    state: ReferenceState
    reason: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def target(self) -> int | None:
        return self.candidates[0].pk if self.state is ReferenceState.RESOLVED else None


def rank(cited: Cited, source: Source, held: Iterable[Held]) -> Decision:
    """Weigh what is held under the number; link only what nothing contradicts and no other equals."""
    found = [_weighed(cited, source, row) for row in held if row.pk != source.pk]
    fitting = [candidate for candidate in found if candidate is not None]
    fitting.sort(key=lambda one: (bool(one.doubt), one.nearness, -len(one.for_it), -one.pk))
    ranked = tuple(fitting)
    if not ranked:
        why = "khác ngày, loại, cơ quan hoặc tỉnh" if found else "chưa có văn bản nào mang số này"
        return Decision(ReferenceState.UNKNOWN, f"Chưa có trong hệ thống: {why}.")
    first = ranked[0]
    # Without a date or a year a number of another year or term is as good, wherever it stands.
    undated = cited.issued_on is None and not _CARRIES_ITS_YEAR.search(cited.number)
    rivals = [one for one in ranked[1:] if undated or one.nearness <= first.nearness]
    if rivals:
        reason = f"{len(ranked)} văn bản cùng số, ký hiệu đều khớp với lời dẫn."
        return Decision(ReferenceState.AMBIGUOUS, reason, ranked)
    if first.doubt:
        return Decision(ReferenceState.AMBIGUOUS, f"Cần người xác nhận: {first.doubt}.", ranked)
    return Decision(ReferenceState.RESOLVED, f"Khớp {', '.join(first.for_it)}.", ranked)


def _weighed(cited: Cited, source: Source, row: Held) -> Candidate | None:
    """Return a candidate with what speaks for it; None when something contradicts it."""
    if cited.kind and row.kind and cited.kind != row.kind:
        return None
    time = _time(cited, source, row)
    place = _place(cited, source, row)
    if time is None or place is None:
        return None
    nearness, placed = place
    for_it = [_TURNED if row.turned else "số, ký hiệu", *time.for_it, *placed.for_it]
    if cited.kind and row.kind:
        for_it.append("loại")
    doubt = time.doubt or placed.doubt or ("" if "ngày" in for_it or not row.turned else _TURNED)
    return Candidate(row.pk, nearness, doubt, tuple(for_it))


@dataclass(frozen=True, slots=True)
class _Weight:
    for_it: tuple[str, ...] = ()
    doubt: str = ""


def _time(cited: Cited, source: Source, row: Held) -> _Weight | None:
    """Dates agree where the citation gives one (Nghị định 30/2020/NĐ-CP, Phụ lục I asks for it at
    the first mention); nobody cites a later document; without a date the series must be sure."""
    if cited.issued_on is not None:
        return _Weight(("ngày",)) if row.issued_on == cited.issued_on else None
    if source.issued_on and row.issued_on and row.issued_on > source.issued_on:
        return None
    if _CARRIES_ITS_YEAR.search(cited.number):
        return _Weight(("năm hoặc khóa trong số",))
    if source.issued_on and row.series:
        running = number_series(row.system, row.level, source.issued_on)
        if running == row.series:
            return _Weight(("năm hoặc nhiệm kỳ đang chạy",))
    return _Weight(doubt="lời dẫn không ghi ngày, số này có thể của năm hay nhiệm kỳ khác")


def _place(cited: Cited, source: Source, row: Held) -> tuple[Nearness, _Weight] | None:
    if row.level is IssuerLevel.CENTRAL:
        return _centre(cited, row)
    if central_number(cited.number) or (cited.issuer and not is_local_or_silent(cited.issuer)):
        return None
    nearness = _nearness(source, row)
    said, there, own = worded(cited.issuer), _worded_held(row), worded(source.issuer)
    if said.contradicts(there) or _another_province(said, there, row):
        return None
    if said.names_a_province:
        return nearness, _body(said, there, ("cơ quan", "tỉnh được nêu tên"))
    if source.own is None:
        return nearness, _Weight(doubt="lời dẫn không nói cơ quan của tỉnh nào")
    if nearness is Nearness.ELSEWHERE:
        return None
    came = "cùng tỉnh" if nearness is Nearness.OWN else "tỉnh trước khi sáp nhập"
    if not cited.issuer:
        return nearness, _unnamed(cited, own, there, came)
    if nearness is Nearness.BEFORE and cited.issued_on is None:
        return nearness, _Weight((came,), "không ghi ngày, có thể của tỉnh khác đã sáp nhập")
    return _in_the_unit(said, there, source, row, nearness, came)


def is_local_or_silent(issuer: str) -> bool:
    """Tell whether the wording can be a local body's: "Sở Nội vụ", "Đảng ủy xã", but not "Chính phủ"."""
    return is_local(issuer) or worded(issuer).could_be_local


def _centre(cited: Cited, row: Held) -> tuple[Nearness, _Weight] | None:
    """The symbol of a central number names its issuer; other central bodies are told by their words."""
    if central_number(cited.number):
        return Nearness.OWN, _Weight(("cơ quan trung ương",))
    if not cited.issuer:
        return Nearness.OWN, _Weight(doubt="lời dẫn không nói cơ quan ban hành")
    same = search_key(spelled_out(cited.issuer)) == search_key(spelled_out(row.issuer))
    return (Nearness.OWN, _Weight(("cơ quan trung ương",))) if same else None


def _nearness(source: Source, row: Held) -> Nearness:
    if source.own is not None and row.province == source.own:
        return Nearness.OWN
    return Nearness.BEFORE if row.province in source.before else Nearness.ELSEWHERE


def _worded_held(row: Held) -> Wording:
    """The held issuer; one without a name ("UBND tỉnh") is of the province it was placed in."""
    there = worded(row.issuer)
    of_province = row.level is IssuerLevel.PROVINCE
    return there.named(row.province_name) if of_province and not there.name else there


def _another_province(said: Wording, there: Wording, row: Held) -> bool:
    """A city can be a province or lie in one: "thành phố Vĩnh Yên" is not another province."""
    if said.unit == CITY and said.name == there.name:
        return False
    named = said.province_named
    return bool(named and row.province_name) and named != search_key(row.province_name)


def _body(said: Wording, there: Wording, for_it: tuple[str, ...]) -> _Weight:
    """One says which body it is, the other does not: a person looks."""
    alike = said.body == there.body
    return _Weight(for_it if alike else (), "" if alike else "tên cơ quan ghi khác nhau")


def _own_unit(kind: str, own: Wording, source: Source) -> str:
    """The name of the source's own unit of a kind, as its issuer's name or its place tells it."""
    if kind in ("", PROVINCE):
        return ""
    if own.unit == kind:
        return own.name
    lies_in = own.over if own.over_unit == kind else ""
    return lies_in or (search_key(source.district) if kind in DISTRICTS else "")


def _unnamed(cited: Cited, own: Wording, there: Wording, came: str) -> _Weight:
    """Without an issuer only a symbol of the province's level, or one's own unit, is sure."""
    fixed = _OF_A_PROVINCE.search(cited.number) is not None
    if cited.issued_on is not None and (fixed or own.is_unit(there)):
        return _Weight((came,))
    return _Weight((came,), "lời dẫn không nói cơ quan ban hành")


def _in_the_unit(
    said: Wording, there: Wording, source: Source, row: Held, nearness: Nearness, came: str
) -> tuple[Nearness, _Weight] | None:
    """A unit without a name ("UBND huyện") is the source's own: itself, or the one it lies in."""
    own = worded(source.issuer)
    mine = "" if said.name else _own_unit(said.unit, own, source)
    if mine:
        if there.name and there.name != mine:
            return None
        return nearness, _body(said, there, ("cơ quan", "cùng đơn vị"))
    of_the_province = row.level is IssuerLevel.PROVINCE and (
        said.unit != CITY or there.name == search_key(row.province_name)
    )
    if of_the_province or (said.name and said.name == there.name):
        return nearness, _body(said, there, ("cơ quan", came))
    return nearness, _Weight(("cơ quan",), "lời dẫn không nói rõ đơn vị nào ban hành")
