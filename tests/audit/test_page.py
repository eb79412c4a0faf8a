import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from directives.assignments.kinds import EntryKind
from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import record
from portal.audit.acts import ADMINISTRATION, BUSINESS, is_administration
from portal.audit.models import Entry

ROOT = Path(settings.BASE_DIR)
ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


def _recorded(by: Scope, told: str) -> None:
    user = User.objects.get(username="quantri")
    record(
        act="user.update",
        target=user,
        by=by,
        says=f"Sửa {told}.",
        changes={"tên": ("cũ", f"bí mật {told}")},
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


@pytest.mark.parametrize("whose", ["canbo.lucnam", "quantri"])
@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("assignment.progress", "Báo cáo tiến độ nhiệm vụ được giao mã"),
        ("campaign.open", "Lập đợt khảo sát mã"),
        ("tree.fell", "Việc nghiệp vụ với hồ sơ mã"),  # an act that nobody has named yet
    ],
)
def test_an_administrator_reads_that_business_was_done_but_not_what_it_said(
    client_of: ClientOf, scopes: ScopeOf, whose: str, act: str, told: str
) -> None:
    user = User.objects.get(username="quantri")
    entry = record(
        act=act, target=user, by=scopes(whose), says="Báo cáo tiến độ: đã làm đường làng.",
        changes={"tên": ("cũ", "đường làng Hạ")},
    )  # fmt: skip
    client, address = client_of("quantri"), reverse("audit:list")
    page = client.get(address).content.decode()
    assert f"{told} {user.pk}." in page
    assert entry.actor_name in page
    assert "đường làng" not in page
    assert len(client.get(address, {"q": "làng"}).context["page"]) == 0
    assert Entry.objects.get(pk=entry.pk).says == "Báo cáo tiến độ: đã làm đường làng."


def test_business_is_found_by_the_words_of_its_line(client_of: ClientOf, scopes: ScopeOf) -> None:
    user = User.objects.get(username="quantri")
    record(act="campaign.open", target=user, by=scopes("canbo.lucnam"), says="Đợt “Đường làng”.")
    client, address = client_of("quantri"), reverse("audit:list")
    assert len(client.get(address, {"q": "đợt khảo sát"}).context["page"]) == 1
    assert len(client.get(address, {"q": "đợt làng"}).context["page"]) == 0


def _acts() -> Iterator[str]:
    """Every act that the product records, by the constants that anything is called with as `act`."""
    yield from (f"assignment.{kind}" for kind in EntryKind)
    yield from ("directive.finish", "directive.review")
    for app in ("portal", "directives", "citizens"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    given = (each.value for each in node.keywords if each.arg == "act")
                    said = (str(one.value) for one in given if isinstance(one, ast.Constant))
                    yield from (act for act in said if "." in act)


def test_every_act_of_business_is_said_in_words_and_none_that_is_not_done() -> None:
    assert {act for act in _acts() if not is_administration(act)} == set(BUSINESS)


def test_the_newest_are_those_that_the_whole_list_begins_with(scopes: ScopeOf) -> None:
    for who in ("canbo.lucnam", "quantri", "canbo.trian", "canbo.lucnam", "quantri"):
        for number in range(3):
            _recorded(scopes(who), f"việc {number}")
    for who in ("quantri", "canbo.lucnam", "canbo.trian"):
        for number in (1, 2, 5, 9, 100):
            plain = Entry.objects.visible_to(scopes(who)).order_by("-id")[:number]
            assert list(Entry.objects.newest_for(scopes(who), number)) == list(plain)


def test_the_index_of_words_is_of_the_acts_that_are_searched() -> None:
    """A noun of administration that is new needs the index anew: an older one would not be used."""
    migration = import_module("portal.audit.migrations.0003_searched_by_words")
    assert migration.NOUNS == ADMINISTRATION
