"""From a notice to what it speaks of: read then, as the posting it was said to, through its scope."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.access import Role
from portal.accounts.actions import post
from portal.accounts.models import Posting, User
from portal.demo.cast import SINCE, posting_of
from portal.notices.models import Notice
from tests.notices.conftest import Say

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
GONE = "nay không còn"


def link(notice: Notice) -> str:
    return reverse("notices:follow", args=[notice.pk])


def test_following_a_notice_leads_there_and_reads_it(client_of: ClientOf, say: Say) -> None:
    notice = say(href="/bao-cao/")
    response = client_of("canbo.lucnam").get(link(notice))
    assert response["Location"] == "/bao-cao/"
    assert not Notice.objects.unread().exists()


def test_a_notice_of_another_is_not_found(client_of: ClientOf, say: Say) -> None:
    assert client_of("lanhdao.lucnam").get(link(say())).status_code == 404
    assert Notice.objects.unread().exists()


def test_what_is_no_longer_visible_is_told_in_a_sentence(client_of: ClientOf, say: Say) -> None:
    response = client_of("canbo.lucnam").get(link(say(href="/nhiem-vu/999/")), follow=True)
    assert response.status_code == 404
    assert GONE in response.content.decode()
    assert reverse("notices:list") in response.content.decode()


def test_an_address_typed_by_hand_is_plainly_not_found(client_of: ClientOf, say: Say) -> None:
    client = client_of("canbo.lucnam")
    client.get(link(say(href="/nhiem-vu/999/")))
    assert GONE not in client.get("/nhiem-vu/998/").content.decode()


def test_the_link_of_a_mail_asks_for_the_login_first(client: Client, say: Say) -> None:
    address = link(say())
    assert (
        client.get(address)["Location"]
        == f"{reverse('accounts:login')}?next={address.replace('/', '%2F')}"
    )


def second_posting() -> Posting:
    """Another posting of an official: a supervisor of the province as well."""
    user = User.objects.get(username="canbo.lucnam")
    province = posting_of("sonoivu").organisation
    return post(
        user=user, organisation=province, role=Role.SUPERVISOR, job_title="", area=None,
        starts_on=SINCE, ends_on=None, by=None,
    )  # fmt: skip


def test_a_notice_to_another_posting_of_ones_own_offers_the_change(
    client_of: ClientOf, say: Say
) -> None:
    notice, client = say(href="/bao-cao/"), client_of("canbo.lucnam")
    client.post(reverse("accounts:postings"), {"posting": second_posting().pk})
    assert "Đổi vị trí và mở" in client.get(link(notice)).content.decode()
    assert Notice.objects.unread().exists()
    changed = client.post(reverse("notices:change_posting", args=[notice.pk]), follow=True)
    assert changed.redirect_chain[-1][0] == "/bao-cao/"
    assert not Notice.objects.unread().exists()


def test_a_posting_that_is_over_is_not_changed_into(client_of: ClientOf, say: Say) -> None:
    notice = say()
    second_posting()
    Posting.objects.filter(pk=notice.posting_id).update(ends_on=SINCE)
    client = client_of("canbo.lucnam")
    assert "không còn giữ" in client.get(link(notice)).content.decode()
    assert client.post(reverse("notices:change_posting", args=[notice.pk])).status_code == 404


def test_one_notice_is_marked_as_read_alone(client_of: ClientOf, say: Say) -> None:
    first, other = say(), say()
    client_of("canbo.lucnam").post(reverse("notices:mark_one_read", args=[first.pk]))
    assert list(Notice.objects.unread()) == [other]


def test_nobody_marks_the_notice_of_another(client_of: ClientOf, say: Say) -> None:
    address = reverse("notices:mark_one_read", args=[say().pk])
    assert client_of("lanhdao.lucnam").post(address).status_code == 404
    assert Notice.objects.unread().exists()
