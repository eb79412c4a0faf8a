import datetime as dt
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.registry.actions import enter, resolve
from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from portal.access import Scope
from portal.audit.models import Chain, Entry

Save = Callable[..., Directive]
CENTRAL = {
    "number": "33/CT-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": dt.date(2021, 11, 26),
}


def reference(source: Directive, number: str) -> CrossReference:
    return CrossReference.objects.get(source=source, number=number)


def test_a_citation_is_linked_to_what_is_there(saved: Save) -> None:
    cited = saved(**CENTRAL)
    found = reference(saved(), "33/CT-TTg")
    assert (found.state, found.target) == (ReferenceState.RESOLVED, cited)


def test_waiting_citations_are_linked_when_their_directive_becomes_final(saved: Save) -> None:
    citing = saved()
    assert reference(citing, "33/CT-TTg").state == ReferenceState.UNKNOWN
    cited = saved(**CENTRAL)
    assert reference(citing, "33/CT-TTg").target == cited
    assert Entry.objects.about(citing).filter(act="reference.resolve").count() == 1


def test_another_date_under_the_same_number_is_another_directive(saved: Save) -> None:
    saved(**CENTRAL | {"issued_on": dt.date(2020, 11, 26)})
    assert reference(saved(), "33/CT-TTg").state == ReferenceState.UNKNOWN


def test_a_party_number_is_not_a_state_number(saved: Save) -> None:
    saved(number="33-CT/TTg", issuer="Thủ tướng Chính phủ", issued_on=dt.date(2021, 11, 26))
    assert reference(saved(), "33/CT-TTg").state == ReferenceState.UNKNOWN


def test_what_a_person_rejected_stays_rejected_when_the_directive_comes(saved: Save) -> None:
    citing = saved()
    row = reference(citing, "33/CT-TTg")
    row.state, row.stub = ReferenceState.REJECTED, None
    row.save()
    saved(**CENTRAL)
    row.refresh_from_db()
    assert row.state == ReferenceState.REJECTED


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)


def citing_many(count: int, by: Scope) -> Directive:
    """A draft of so many citations: every second is of a directive that is there."""
    numbers = "; ".join(f"Chỉ thị số {n}/CT-TTg ngày 26/11/2021" for n in range(1, count + 1))
    return enter(text=f"Thực hiện {numbers}.", entry_key=f"{count} citations", by=by)


def linked_anew(draft: Directive) -> int:
    draft.references.update(state=ReferenceState.UNKNOWN, target=None, stub=None, reason="")
    return queries(lambda: resolve(directive=draft))


def test_linking_30_citations_asks_as_often_as_linking_3(saved: Save, staff: Scope) -> None:
    saved(**CENTRAL | {"number": "2/CT-TTg"})
    few, many = citing_many(3, staff), citing_many(30, staff)
    assert many.references.count() == 30
    assert linked_anew(few) == linked_anew(many)
    assert [draft.references.filter(target=None).count() for draft in (few, many)] == [2, 29]


def test_finishing_30_citations_asks_as_often_as_finishing_3(
    finish: Callable[..., Directive], staff: Scope
) -> None:
    asked = []
    for count in (3, 30):
        draft = citing_many(count, staff)
        head = CENTRAL | {"number": f"{100 + count}/CT-TTg", "kind": "CT", "subject": "Về việc"}
        asked.append(queries(lambda one=draft, head=head: finish(one, staff, **head)))  # type: ignore[misc]
        assert draft.references.filter(decided_by_id=staff.user_id).count() == count
    assert asked[0] == asked[1]


def test_finishing_20_duties_asks_as_often_as_finishing_2(
    finish: Callable[..., Directive], staff: Scope
) -> None:
    asked = []
    for count in (2, 20):
        tasks = "\n".join(
            f"{n}. UBND các xã báo cáo kết quả trước ngày 30/11." for n in range(1, count + 1)
        )
        text = f"CHỈ THỊ\nVề việc {count}\nChủ tịch UBND tỉnh yêu cầu:\n{tasks}"
        draft = enter(text=text, entry_key=f"{count} duties", by=staff)
        head = CENTRAL | {"number": f"{200 + count}/CT-TTg", "kind": "CT", "subject": "Về việc"}
        asked.append(queries(lambda one=draft, head=head: finish(one, staff, **head)))  # type: ignore[misc]
        assert draft.duties.accepted().filter(decided_by_id=staff.user_id).count() == count
    assert asked[0] == asked[1]


def awaited(count: int, number: str, scopes: Callable[[str], Scope], text: str) -> None:
    """So many drafts of three organisations, two provinces, that all cite one number."""
    owners = [scopes(name) for name in ("canbo.lucnam", "canbo.bacgiang", "canbo.trian")]
    words = text.replace("33/CT-TTg", number)
    for place in range(count):
        enter(text=words, entry_key=f"{number} {place}", by=owners[place % len(owners)])


def test_a_directive_that_45_wait_for_is_linked_as_cheaply_as_one_that_6_do(
    saved: Save, staff: Scope, scopes: Callable[[str], Scope], text: Callable[..., str]
) -> None:
    saved(**CENTRAL | {"number": "40/CT-TTg"})  # the first makes the stubs of what it cites
    asked = []
    for number, count in (("41/CT-TTg", 6), ("42/CT-TTg", 45)):
        awaited(count, number, scopes, text())
        asked.append(queries(lambda number=number: saved(**CENTRAL | {"number": number})))  # type: ignore[misc]
        linked = CrossReference.objects.filter(number=number, target__number=number)
        assert linked.count() == count
    assert asked[0] == asked[1]


def test_what_was_linked_is_recorded_in_the_chain_of_each_owner(
    saved: Save, scopes: Callable[[str], Scope], text: Callable[..., str]
) -> None:
    awaited(6, "33/CT-TTg", scopes, text())
    saved(**CENTRAL)
    told = Entry.objects.filter(act="reference.resolve")
    owners = Chain.objects.filter(entries__in=told).distinct()
    assert (told.count(), owners.count()) == (6, 3)


TURNED = "Thực hiện Chỉ thị số 07/CT-TU ngày 26/11/2021 của Tỉnh ủy Bắc Giang."
PARTY = {
    "number": "07-CT/TU",
    "system": "party",
    "issuer": "Tỉnh ủy Bắc Giang",
    "issued_on": dt.date(2021, 11, 26),
}


def test_a_citation_with_its_marks_turned_round_finds_its_directive(
    saved: Save, staff: Scope
) -> None:
    cited = saved(**PARTY)
    found = reference(enter(text=TURNED, entry_key="turned", by=staff), "07/CT-TU")
    assert (found.state, found.target) == (ReferenceState.RESOLVED, cited)


def test_a_directive_finds_what_waited_with_its_marks_turned_round(
    saved: Save, staff: Scope
) -> None:
    citing = enter(text=TURNED, entry_key="turned", by=staff)
    assert reference(citing, "07/CT-TU").state == ReferenceState.UNKNOWN
    cited = saved(**PARTY)
    assert reference(citing, "07/CT-TU").target == cited
