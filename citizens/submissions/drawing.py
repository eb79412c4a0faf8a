"""Rows of the lists of papers, settlements, matters and deadlines, drawn in Python (decisions/speed.md)."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from citizens.receptions.models import Matter
from citizens.submissions.filters import SettlementFilters
from citizens.submissions.kinds import SettlementEnd
from citizens.submissions.models import LegalTerm, Settlement, Submission
from citizens.submissions.reading import about, names_of, result_of, source_of
from portal.templatetags.show import badge, day, due, number

_LONGEST = 110  # letters of what a matter is about
_UNACCEPTED = '<span class="unknown">Chưa thụ lý</span>'


def paper_rows(papers: Iterable[Submission]) -> SafeString:
    """Draw papers that were fetched `for_lines()`, `with_signatories`."""
    return _drawn(_paper(one) for one in papers)


def _paper(one: Submission) -> str:
    people = "".join(f"<div>{escape(name)}</div>" for name in names_of(one))
    people += _sub(f"{number(one.signatories)} người") if one.signatories > 1 else ""
    void = ' class="book-void"' if one.is_void else ""
    return (
        f'<tr{void}><th scope="row">{_link(one.get_absolute_url(), str(one))}</th>'
        f'<td data-label="Ngày nhận">{day(one.received_on)}</td>'
        f'<td data-label="Người đứng đơn">{people}</td>'
        f'<td data-label="Loại, lĩnh vực">{_kind(one.matter, one.round_words)}</td>'
        f'<td data-label="Nội dung">{_cut(one.matter.summary)}</td>'
        f'<td data-label="Nguồn">{escape(source_of(one))}</td>'
        f'<td data-label="Hướng xử lý">{_outcome(one)}</td></tr>'
    )


def _outcome(one: Submission) -> str:
    if one.is_void:
        return f"ĐÃ HỦY: {escape(one.void_reason)}"
    if one.outcome:
        return f"{escape(result_of(one))}{_sub(day(one.decided_on))}"
    return '<span class="unknown">Chưa xử lý</span>'


def settlement_rows(
    settlements: Iterable[Settlement], filters: SettlementFilters, *, on: date
) -> SafeString:
    """Draw settlements that were fetched `with_list()`; of a number of a form, what each gives to it."""
    column = escape(filters.of_column)

    def amount(one: Settlement) -> str:
        if not column:
            return ""
        given = filters.amount(one, on=on)
        shown = "1" if given is None else number(given)
        return f'<td data-label="{column}" class="num">{shown}</td>'

    return _drawn(f"<tr>{_settlement(one)}{amount(one)}</tr>" for one in settlements)


def _settlement(one: Settlement) -> str:
    carried = f" {badge('info', 'Tồn từ trước')}" if one.carried_over else ""
    verdict = _sub(one.verdict_words) if one.verdict else ""
    decision = f"số {escape(one.decision_number)}{verdict}" if one.decision_number else ""
    ended = _sub(day(one.ended_on)) if one.ended_on else ""
    waits = '<span class="unknown">Chưa</span>' if one.end == SettlementEnd.DECIDED else ""
    return (
        f'<th scope="row">{_link(one.get_absolute_url(), _short(about(one.matter)))}{carried}</th>'
        f'<td data-label="Loại, lĩnh vực">{_kind(one.matter, one.get_round_display())}</td>'
        f'<td data-label="Thụ lý">{day(one.accepted_on)}</td>'
        f'<td data-label="Tình trạng">{one.get_end_display()}{ended}</td>'
        f'<td data-label="Quyết định, kết luận">{decision}</td>'
        f'<td data-label="Thi hành xong">{day(one.executed_on) if one.executed_on else waits}</td>'
    )


def case_rows(matters: Iterable[Matter]) -> SafeString:
    """Draw matters with their rounds, as `results.cases` fetches them."""
    return _drawn(_case(one) for one in matters)


def _case(matter: Matter) -> str:
    rounds = "".join(
        f"<div>{_link(one.get_absolute_url(), one.get_round_display())}: {one.get_end_display().lower()}</div>"
        for one in matter.settlements.all()
    )
    return (
        f'<tr><th scope="row">{_link(matter.get_absolute_url(), _short(about(matter)))}</th>'
        f'<td data-label="Loại, lĩnh vực">{_kind(matter)}</td>'
        f'<td data-label="Bắt đầu">{day(matter.opened_on)}</td>'
        f'<td data-label="Giải quyết">{rounds or _UNACCEPTED}</td></tr>'
    )


def term_rows(terms: Iterable[LegalTerm], *, on: date) -> SafeString:
    """Draw deadlines, each with its "vì sao?"."""
    return _drawn(_term(one, on) for one in terms)


def _term(one: LegalTerm, on: date) -> str:
    of = ""
    if one.submission is not None:
        of = _sub(f"đơn số {one.submission}")
    elif one.handling is not None:
        of = _sub(f"lượt tiếp số {one.handling.reception}, không có đơn")
    told = "" if one.matter.is_secret else f": {_cut(one.matter.summary)}"
    stands_still = badge("waiting", "Đang tạm đình chỉ") if one.stands_still else ""
    return (
        f'<tr><th scope="row">{_link(one.get_absolute_url(), one.get_step_display())}{of}</th>'
        f'<td data-label="Nội dung">{one.matter.get_kind_display()}{told}</td>'
        f'<td data-label="Hạn">{stands_still or due(one.deadline, on, one.done_on)}</td></tr>'
    )


def _kind(matter: Matter, round_: str = "") -> str:
    """What a matter is; its kinds, fields and rounds are words of this house."""
    of = f"{matter.get_field_display()}, {round_.lower()}" if round_ else matter.get_field_display()
    return f"{matter.get_kind_display()}{_sub(of)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else Truncator(text).chars(_LONGEST)


def _cut(text: str) -> str:
    return escape(_short(text))


def _sub(words: str) -> str:
    return f'<span class="table-sub">{escape(words)}</span>'


def _link(to: str, words: str) -> str:
    return f'<a href="{escape(to)}">{escape(words)}</a>'


def _drawn(rows: Iterable[str]) -> SafeString:
    return mark_safe("".join(rows))  # noqa: S308  # each cell is escaped
