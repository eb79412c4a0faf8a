"""Identity numbers: sealed, found, masked."""

import pytest
from pytest_django import Settings

from portal.identity import Unreadable, digests, masked, seal, unseal

NUMBER = "024079001234"


def test_a_sealed_number_opens_again_and_shows_nothing() -> None:
    sealed = seal(NUMBER, bound_to="a")
    assert unseal(sealed.box, sealed.box_key, bound_to="a") == NUMBER
    assert NUMBER.encode() not in sealed.box
    assert sealed.digest not in repr(sealed)


def test_the_same_number_is_sealed_differently_and_digested_alike() -> None:
    one, two = seal(NUMBER, bound_to="a"), seal(NUMBER, bound_to="a")
    assert one.box != two.box
    assert one.digest == two.digest


def test_a_box_moved_to_another_organisation_stays_shut() -> None:
    sealed = seal(NUMBER, bound_to="a")
    with pytest.raises(Unreadable):
        unseal(sealed.box, sealed.box_key, bound_to="b")


def test_a_changed_box_stays_shut() -> None:
    sealed = seal(NUMBER, bound_to="a")
    with pytest.raises(Unreadable):
        unseal(sealed.box[:-1] + bytes([sealed.box[-1] ^ 1]), sealed.box_key, bound_to="a")


def test_an_old_key_still_opens_and_finds_after_a_new_one_came(settings: Settings) -> None:
    settings.IDENTITY_KEY, settings.LOOKUP_KEY = "first", "first"
    sealed = seal(NUMBER, bound_to="a")
    settings.IDENTITY_KEY, settings.LOOKUP_KEY = "second first", "second first"
    assert unseal(sealed.box, sealed.box_key, bound_to="a") == NUMBER
    assert (sealed.digest_key, sealed.digest) in digests(NUMBER)
    assert seal(NUMBER, bound_to="a").box_key != sealed.box_key


def test_the_look_up_key_and_the_sealing_key_differ_for_one_secret(
    settings: Settings,
) -> None:
    settings.IDENTITY_KEY = settings.LOOKUP_KEY = "same"
    sealed = seal(NUMBER, bound_to="a")
    assert sealed.box_key != sealed.digest_key


@pytest.mark.parametrize(
    ("number", "shown"),
    [("079123456712", "0791••••••12"), ("121234567", "12•••••67"), ("C1234567", "C1••••67"),
     ("12345", "•••••")],
)  # fmt: skip
def test_a_masked_number_keeps_its_length_and_little_else(number: str, shown: str) -> None:
    assert masked(number) == shown
