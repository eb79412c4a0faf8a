"""The queue of citations that a person has to tell, and the stubs of what is not there."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directives.registry.actions import choose, enter, follow, refuse, reject, resolve, unfollow
from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive, Stub
from portal.access import Scope
from portal.audit.models import Entry
from portal.notices.models import Notice

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]
CENTRAL = {
    "number": "33/CT-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": dt.date(2021, 11, 26),
}


@pytest.fixture
def citing(saved: Save) -> Directive:
    return saved()


def reference(source: Directive, number: str = "33/CT-TTg") -> CrossReference:
    return CrossReference.objects.get(source=source, number=number)


@pytest.fixture
def question(citing: Directive, saved: Save) -> CrossReference:
    """A citation whose date is not given: two directives bear the number."""
    row = reference(citing)
    row.issued_on = None
    row.save()
    saved(**CENTRAL)
    saved("33/CT-TTg", dt.date(2020, 8, 20), issuer="Thủ tướng Chính phủ")
    row.refresh_from_db()
    return row


def held(on: dt.date = dt.date(2021, 11, 26)) -> Directive:
    return Directive.objects.get(number="33/CT-TTg", issued_on=on)


def test_twins_wait_for_a_person_with_the_reason(question: CrossReference) -> None:
    assert (question.state, question.target) == (ReferenceState.AMBIGUOUS, None)
    assert question.reason == "2 văn bản cùng số, ký hiệu đều khớp với lời dẫn."


def test_what_a_person_chose_stays_when_it_is_read_again(
    question: CrossReference, staff: Scope
) -> None:
    choose(reference=question, target=held(), by=staff)
    resolve(directive=question.source)
    question.refresh_from_db()
    assert (question.target, question.decided_by_id) == (held(), staff.user_id)
    assert Entry.objects.about(question.source).filter(act="reference.answer").count() == 1


def test_of_two_people_at_once_the_first_is_kept(question: CrossReference, staff: Scope) -> None:
    seen_by_the_other = CrossReference.objects.get(pk=question.pk)
    choose(reference=question, target=held(), by=staff)
    with pytest.raises(ValidationError, match="vừa được người khác trả lời"):
        reject(reference=seen_by_the_other, by=staff)
    assert CrossReference.objects.get(pk=question.pk).target == held()


def test_what_was_refused_is_not_proposed_again(question: CrossReference, staff: Scope) -> None:
    both = list(Directive.objects.filter(number="33/CT-TTg").values_list("pk", flat=True))
    refuse(reference=question, candidates=both, by=staff)
    resolve(directive=question.source)
    question.refresh_from_db()
    assert (question.state, question.refused) == (ReferenceState.UNKNOWN, sorted(both))
    assert question.stub is not None


def test_the_first_candidate_is_chosen_beforehand_and_enter_takes_it(
    question: CrossReference, client_of: ClientOf
) -> None:
    client = client_of("sonoivu")
    page = client.get(reverse("registry:queue")).content.decode()
    assert page.count(" checked autofocus") == 1
    (option,) = [one for one in page.split("<input") if "autofocus" in one]
    pk = int(option.split('value="')[1].split('"')[0])
    client.post(reverse("registry:answer", args=[question.pk]), {"act": "choose", "target": pk})
    question.refresh_from_db()
    assert (question.state, question.target_id) == (ReferenceState.RESOLVED, pk)


def test_only_a_directive_of_the_page_can_be_chosen(
    question: CrossReference, client_of: ClientOf, saved: Save
) -> None:
    another = saved(number="77/CT-UBND")
    address = reverse("registry:answer", args=[question.pk])
    client_of("sonoivu").post(address, {"act": "choose", "target": another.pk})
    question.refresh_from_db()
    assert question.state == ReferenceState.AMBIGUOUS


def test_an_unknown_directive_has_a_page_that_shows_who_cites_it(
    citing: Directive, client_of: ClientOf
) -> None:
    stub = reference(citing).stub
    assert stub is not None
    page = client_of("sonoivu").get(stub.get_absolute_url()).content.decode()
    assert "33/CT-TTg" in page
    assert citing.get_absolute_url() in page


def test_two_directives_wait_for_one_stub(citing: Directive, saved: Save) -> None:
    assert reference(saved(number="06/CT-UBND")).stub == reference(citing).stub


def test_another_province_sees_no_stub_of_this_one(citing: Directive, client_of: ClientOf) -> None:
    stub = reference(citing).stub
    assert stub is not None
    assert client_of("canbo.trian").get(stub.get_absolute_url()).status_code == 404


def test_who_follows_is_told_once_when_it_comes(
    citing: Directive, saved: Save, staff: Scope
) -> None:
    stub = reference(citing).stub
    assert stub is not None
    follow(stub=stub, by=staff)
    follow(stub=stub, by=staff)
    came = saved(**CENTRAL)
    told = Notice.objects.filter(kind="arrived")
    assert [one.href for one in told] == [came.get_absolute_url()]
    assert Stub.objects.get(pk=stub.pk).arrived == came


def test_who_stopped_following_is_not_told(citing: Directive, saved: Save, staff: Scope) -> None:
    stub = reference(citing).stub
    assert stub is not None
    follow(stub=stub, by=staff)
    unfollow(stub=stub, by=staff)
    saved(**CENTRAL)
    assert not Notice.objects.filter(kind="arrived").exists()


def test_a_save_that_fails_links_nothing(
    citing: Directive, saved: Save, text: Callable[..., str], staff: Scope
) -> None:
    enter(text=text("33/CT-TTg"), entry_key="draft only", by=staff)
    with pytest.raises(ValidationError):
        saved(**CENTRAL | {"issued_on": None})
    assert reference(citing).state == ReferenceState.UNKNOWN
