import datetime as dt
from collections.abc import Callable

from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from portal.audit.models import Entry

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
