import datetime as dt

from directives.registry.actions import enter
from directives.registry.kinds import DueKind, IssuerLevel, ReferenceState
from directives.registry.models import Directive
from portal.access import Scope
from portal.audit.models import Entry

TODAY = dt.date(2026, 11, 23)


def test_masthead_is_read_and_its_issuer_placed_in_the_province_of_its_day(
    draft: Directive,
) -> None:
    assert (draft.number, draft.kind, draft.issued_on) == ("05/CT-UBND", "CT", dt.date(2022, 6, 20))
    assert draft.issuer_level == IssuerLevel.PROVINCE
    assert draft.province is not None
    assert (draft.province.name, draft.province.valid_to) == ("Bắc Giang", dt.date(2025, 6, 30))
    assert draft.series == "2022"


def test_citations_wait_for_directives_that_are_not_there(draft: Directive) -> None:
    rows = draft.references.all()
    assert {row.number for row in rows} == {"33/CT-TTg", "39-KL/TU"}
    assert {row.state for row in rows} == {ReferenceState.UNKNOWN}
    assert all(draft.text[row.start : row.end] == row.number for row in rows)


def test_a_recurrent_duty_falls_due_next_after_today(draft: Directive) -> None:
    yearly = draft.duties.get(due_kind=DueKind.YEARLY)
    assert yearly.next_due(TODAY) == dt.date(2026, 11, 29)  # "trước ngày 30/11"
    assert draft.text[yearly.start : yearly.end].startswith("Hằng năm")


def test_entering_twice_makes_one_draft(draft: Directive, staff: Scope) -> None:
    again = enter(text=draft.text, entry_key="first", by=staff)
    assert again == draft
    assert Directive.objects.count() == 1


def test_another_text_under_the_key_of_a_page_gone_back_to_is_not_lost(
    draft: Directive, staff: Scope
) -> None:
    other = enter(text="Thông báo khác", entry_key="first", by=staff)
    assert other != draft
    assert other.text == "Thông báo khác"


def test_entering_is_recorded(draft: Directive) -> None:
    assert Entry.objects.about(draft).get().act == "directive.enter"
