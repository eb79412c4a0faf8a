from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import record

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


def _recorded(by: Scope, told: str) -> None:
    user = User.objects.get(username="quantri")
    record(
        act="x", target=user, by=by, says=f"Sửa {told}.", changes={"tên": ("cũ", f"bí mật {told}")}
    )


def test_an_administrator_reads_what_was_done_but_not_the_values_of_others(
    client_of: ClientOf, scopes: ScopeOf
) -> None:
    _recorded(scopes("quantri"), "ở đây")
    _recorded(scopes("canbo.lucnam"), "ở phường")
    page = client_of("quantri").get(reverse("audit:list")).content.decode()
    assert "Sửa ở đây." in page
    assert "bí mật ở đây" in page
    assert "Sửa ở phường." in page
    assert "bí mật ở phường" not in page


def test_an_administrator_does_not_read_what_another_province_did(
    client_of: ClientOf, scopes: ScopeOf
) -> None:
    _recorded(scopes("canbo.trian"), "ở tỉnh khác")
    assert "ở tỉnh khác" not in client_of("quantri").get(reverse("audit:list")).content.decode()


def test_the_record_is_searched_by_words_and_days(client_of: ClientOf, scopes: ScopeOf) -> None:
    _recorded(scopes("quantri"), "một việc hiếm")
    client, address = client_of("quantri"), reverse("audit:list")
    assert len(client.get(address, {"q": "hiếm"}).context["page"]) == 1
    assert len(client.get(address, {"q": "hiếm", "den": "01/01/2020"}).context["page"]) == 0
