"""One-time codes as RFC 6238 gives them, and codes that survive paper."""

from datetime import UTC, datetime

import pytest

from portal.accounts.rules import key_uri, matching_step, new_recovery_codes, tidy_code

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
