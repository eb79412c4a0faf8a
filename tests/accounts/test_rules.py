"""Codes as RFC 6238 gives them, codes that survive paper, and who posts whom as what."""

from datetime import UTC, datetime
from importlib import import_module

import pytest

from portal.access import Role
from portal.accounts.rules import (
    key_uri,
    matching_step,
    may_grant,
    new_recovery_codes,
    roles_of,
    tidy_code,
)
from portal.units.kinds import Level, OrganisationKind

SECRET = b"12345678901234567890"


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),  # RFC 6238, appendix B, the last six of its eight digits
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert matching_step(SECRET, code, at=at(seconds), after=0) == seconds // 30


def test_a_used_step_and_all_before_it_are_wrong() -> None:
    assert matching_step(SECRET, "287082", at=at(59), after=0) == 1
    assert matching_step(SECRET, "287082", at=at(59), after=1) is None


@pytest.mark.parametrize("code", ["", "28708", "2870822", "abcdef", "２８７０８２", "287082\x00"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert matching_step(SECRET, code, at=at(59), after=0) is None


def test_recovery_codes_differ_and_hold_no_letter_that_is_misread() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert not set("".join(codes)) & set("01loiOI")
    assert tidy_code(codes[0].upper().replace("-", " ")) == codes[0].replace("-", "")


def test_the_app_shows_whose_account_it_is() -> None:
    uri = key_uri(SECRET, account="quantri", issuer="Chính quyền thân thiện")
    assert uri.startswith("otpauth://totp/")
    assert "quantri" in uri


def test_the_committee_and_the_front_of_a_commune_carry_different_roles() -> None:
    committee = set(roles_of(OrganisationKind.PEOPLE_COMMITTEE, Level.COMMUNE))
    front = set(roles_of(OrganisationKind.FRONT_COMMITTEE, Level.COMMUNE))
    assert committee & front == {Role.UNIT_ADMINISTRATOR}


def test_only_a_province_carries_administrators_of_the_system() -> None:
    carrying = [
        (kind, level)
        for kind in OrganisationKind
        for level in Level
        if Role.ADMINISTRATOR in roles_of(kind, level)
    ]
    assert carrying == [(OrganisationKind.PEOPLE_COMMITTEE, Level.PROVINCE)]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MINISTRY])
def test_an_administrator_of_the_province_gives_every_role(role: Role) -> None:
    assert may_grant(Role.ADMINISTRATOR, role)


@pytest.mark.parametrize("by", Role)
def test_nobody_in_the_browser_lets_another_read_the_country(by: Role) -> None:
    assert not may_grant(by, Role.MINISTRY)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.UNIT_ADMINISTRATOR])
def test_an_administrator_of_a_unit_makes_no_administrators(role: Role) -> None:
    assert not may_grant(Role.UNIT_ADMINISTRATOR, role)


def test_who_manages_nobody_gives_no_role() -> None:
    assert not any(may_grant(Role.COMMUNE_LEADER, role) for role in Role)


def test_the_trigger_knows_the_same_roles_as_the_rule() -> None:
    frozen = import_module("portal.accounts.migrations.0010_a_ministry_reads_the_country")._ROLES
    assert {(kind, level): set(roles.split()) for kind, level, roles in frozen} == {
        (kind.value, level.value): {role.value for role in roles}
        for kind in OrganisationKind
        for level in Level
        if (roles := roles_of(kind, level))
    }
