"""What strangers may open, what takes a file, and what hands out a table has a limit."""

import ast
import inspect
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from portal.addresses import Address, every_address
from portal.limits.policy import EXPORT, UPLOAD

# Strangers get nothing there that a limit would guard, or it is guarded another way.
ANOTHER_WAY = {
    "accounts:login": "django-axes and portal.accounts.guessing count what fails",
    "accounts:logout": "it only ends a session",
    "accounts:second_step_check": "wrong codes are counted by person",
    "accounts:second_step_recover": "wrong codes are counted by person",
    "accounts:set_password": "wrong codes are counted by person and address",
    "home:health": "a balancer asks it every second",
}
# A stranger is sent to the login page before anything is read.
FOR_PEOPLE = "khách được đưa về đăng nhập"
_TAKES = ("request.FILES",)
_HANDS_OUT = ("xlsx_response", "csv_response")


def limit_of(address: Address) -> Any:
    return getattr(address.view, "limit", None)


def source_of(view: Callable[..., Any]) -> str:
    return dedent(inspect.getsource(inspect.unwrap(view)))


def without_limit(addresses: list[Address]) -> list[str]:
    """Return the public addresses that neither declare a limit nor are known to need none."""
    return [
        each.name
        for each in addresses
        if isinstance(each.access, str)
        and FOR_PEOPLE not in each.access
        and each.name not in ANOTHER_WAY
        and limit_of(each) is None
    ]


def calls(source: str, names: tuple[str, ...]) -> bool:
    tree = ast.parse(source)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(used & set(names))


def test_every_page_for_strangers_has_a_limit() -> None:
    assert without_limit(every_address()) == []


@pytest.mark.parametrize(("names", "limit"), [(_TAKES, UPLOAD), (_HANDS_OUT, EXPORT)])
def test_what_takes_files_or_hands_out_tables_has_its_limit(
    names: tuple[str, ...], limit: Any
) -> None:
    found = [each for each in every_address() if calls(source_of(each.view), names)]
    assert len(found) >= 3
    assert [each.name for each in found if limit_of(each) is not limit] == []


def test_a_page_without_a_limit_is_found() -> None:
    def view() -> None: ...

    view.public_because = "ai cũng xem được"  # type: ignore[attr-defined]
    assert without_limit([Address("/x/", "x", view, ())]) == ["x"]
