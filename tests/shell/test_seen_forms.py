"""A change of what stands: the second of two people is told, keeps their words, and decides."""

from typing import Any

import pytest

from portal.forms import SeenForm, VietnameseCharField


class Name(SeenForm):
    name = VietnameseCharField(label="Tên")


def seen(**standing: str) -> str:
    return str(Name(initial=standing)["seen"].value())


def sent(typed: dict[str, Any], **standing: str) -> Name:
    return Name(typed, initial=standing)


def test_who_saw_what_stands_saves() -> None:
    form = sent({"name": "Sơn", "seen": seen(name="Hà")}, name="Hà")
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Sơn"}


def test_who_saw_another_is_told_what_stands_and_keeps_what_was_typed() -> None:
    form = sent({"name": "Sơn", "seen": seen(name="Hà")}, name="Thủy")
    assert "Hiện đang ghi Tên: “Thủy”." in form.non_field_errors()[0]
    assert form["name"].value() == "Sơn"


def test_pressing_save_again_after_being_told_saves() -> None:
    told = sent({"name": "Sơn", "seen": seen(name="Hà")}, name="Thủy")
    assert not told.is_valid()
    again = sent({"name": "Sơn", "seen": told["seen"].value()}, name="Thủy")
    assert again.is_valid()


def test_letters_that_no_form_writes_are_no_digest() -> None:
    assert not sent({"name": "Sơn", "seen": "\0x"}, name="Hà").is_valid()


@pytest.mark.parametrize("lost", [{}, {"seen": ""}])
def test_what_comes_without_the_version_seen_is_not_saved_and_can_be_sent_again(
    lost: dict[str, str],
) -> None:
    told = sent({"name": "Sơn"} | lost, name="Hà")
    assert "không rõ ông/bà đã xem bản nào" in told.non_field_errors()[0]
    assert "Hiện đang ghi Tên: “Hà”." in told.non_field_errors()[0]
    assert told["name"].value() == "Sơn"
    assert sent({"name": "Sơn", "seen": told["seen"].value()}, name="Hà").is_valid()
