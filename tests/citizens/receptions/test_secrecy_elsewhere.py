"""Who denounced is told by no other door: a correction, a reason, a reply, a rewriting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Reception
from tests.shown import shown

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
PHONE, NAME = "0912 345 678", "bà Nguyễn Thị Trinh Thám"
VISIT = {
    "received_on": "16/11/2026", "channel": "regular", "host": "official", "mode": "in_person",
    "official_name": "Thủy", "head_count": "1",
}  # fmt: skip
REPLY = {"outcome": "pending", "reply_kind": ""}


@pytest.fixture
def secret(log: Log) -> Reception:
    return log(kind=MatterKind.DENUNCIATION, people=())


@pytest.fixture
def post(client_of: Callable[[str], Client], secret: Reception) -> Callable[..., Any]:
    """Post one text through one of the doors that lead to a denunciation."""
    handling = secret.handlings.get()
    matter = f"/tiep-cong-dan/vu-viec/{handling.matter_id}"
    doors: dict[str, tuple[str, str, dict[str, str]]] = {
        "correct": (f"/tiep-cong-dan/{secret.pk}/sua/", "note", VISIT),
        "void": (f"/tiep-cong-dan/{secret.pk}/huy/", "reason", {}),
        "follow": (f"/tiep-cong-dan/xu-ly/{handling.pk}/", "result", REPLY),
        "rewrite": (f"{matter}/sua/", "summary", {"field": "other"}),
        "classify": (f"{matter}/phan-loai/", "summary", {"kind": "denunciation", "field": "other"}),
        "hand_over": (
            f"{matter}/chuyen/", "reason",
            {"to": "UBND phường Bắc Giang", "on": "20/11/2026", "document_number": "21/PC"},
        ),
    }  # fmt: skip

    def send(door: str, text: str, **more: str) -> Any:
        url, box, plain = doors[door]
        client = client_of("canbo.lucnam")
        return client.post(url, shown(client, url) | plain | {box: text} | more)

    return send


DOORS = ["correct", "void", "follow", "rewrite", "classify", "hand_over"]


@pytest.mark.parametrize("door", DOORS)
def test_a_phone_number_is_refused(door: str, post: Callable[..., Any]) -> None:
    response = post(door, f"Người đến để lại số {PHONE}", checked="on")
    assert response.status_code == 422
    assert "số điện thoại" in response.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_a_name_is_asked_about_once(door: str, post: Callable[..., Any]) -> None:
    asked = post(door, f"Theo lời {NAME} ở thôn Đông")
    assert asked.status_code == 422
    assert "“Nguyễn Thị Trinh Thám”" in asked.content.decode()
    assert 'name="checked"' in asked.content.decode()
    assert post(door, f"Theo lời {NAME} ở thôn Đông", checked="on").status_code == 302


@pytest.mark.parametrize("door", DOORS)
def test_words_without_a_name_are_not_asked_about(door: str, post: Callable[..., Any]) -> None:
    assert post(door, "Hồ sơ trùng với đơn đã nhận").status_code == 302


def test_the_box_is_not_shown_before_there_is_something_to_ask(
    client_of: Callable[[str], Client], secret: Reception
) -> None:
    page = client_of("canbo.lucnam").get(f"/tiep-cong-dan/{secret.pk}/huy/")
    assert 'name="checked"' not in page.content.decode()
