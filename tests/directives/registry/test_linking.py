import datetime as dt
from collections.abc import Callable

import pytest

from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from directives.registry.rules import Cited, Held, means
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
    row.state = ReferenceState.REJECTED
    row.save()
    saved(**CENTRAL)
    row.refresh_from_db()
    assert row.state == ReferenceState.REJECTED


@pytest.mark.parametrize(
    ("cited", "meant"),
    [
        (Cited(dt.date(2021, 8, 10), "Tỉnh ủy"), [1]),
        (Cited(None, "Tỉnh ủy Bắc Giang"), [1]),
        (Cited(None, "UBND tỉnh Bắc Ninh"), [2]),
        (Cited(None, "UBND tỉnh", source_province_id=20), [2]),
        (Cited(None, "UBND tỉnh"), [1, 2]),
        (Cited(None, "UBND tỉnh", source_issued_on=dt.date(2021, 12, 1)), [1]),
        (Cited(dt.date(2020, 1, 1), ""), []),
    ],
)
def test_date_and_place_tell_which_one_is_meant(cited: Cited, meant: list[int]) -> None:
    held = [
        Held(1, dt.date(2021, 8, 10), 10, "Bắc Giang"),
        Held(2, dt.date(2022, 2, 1), 20, "Bắc Ninh"),
    ]
    assert means(cited, held) == meant
