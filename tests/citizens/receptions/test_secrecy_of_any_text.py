"""Whatever is typed as a name, an address or a text, the rules of secrecy answer: none of them fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from citizens.receptions.actions import reclassify
from citizens.receptions.entries import PersonEntry
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter, Reception, Visitor
from citizens.receptions.rules import (
    Known,
    cleared,
    hints_of_identity,
    may_speak_of,
    names_wholly,
    numbers_that_identify,
    redacted,
    speaks_of,
)
from citizens.submissions.models import Submission
from portal.access import Scope

Log = Callable[..., Reception]
PLAIN = ["12 Lê Lợi", "5 Trần Phú", "Chợ Mới", "Bắc Lũng"]
WORDS = st.sampled_from(
    ["ông", "bà", "ngõ", "tổ", "thôn", "số", "Lê", "lợi", "Khuê", "12", "12/3", "V.N.", ",", "–", "+84"]
)  # fmt: skip
TYPED = st.one_of(st.text(), st.lists(WORDS | st.text(max_size=4)).map(" ".join))


@given(TYPED, TYPED, TYPED, TYPED)
def test_no_rule_of_secrecy_fails_whatever_is_typed(
    text: str, name: str, address: str, number: str
) -> None:
    known = Known(name, address, number)
    cleared(text, [known])
    speaks_of(text, known)
    may_speak_of(text, known)
    names_wholly(text, known)
    hints_of_identity(text)
    redacted(text, [name, address])
    assert not numbers_that_identify(redacted(text, []))


@pytest.mark.parametrize("address", PLAIN)
def test_an_address_without_a_word_of_a_place_is_found_whole(address: str) -> None:
    assert speaks_of(f"nhà ở {address.lower()} nói", Known("Vũ Ngọc Khuê", address))
    assert not speaks_of("Thu sai khoản đóng góp", Known("Vũ Ngọc Khuê", address))


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLAIN[::2])
def test_a_denunciation_is_written_whatever_address_was_typed(
    client_of: Callable[[str], Client], typed: dict[str, Any], place: str
) -> None:
    posted = typed | {"kind": "denunciation", "nguoi1-place": place}
    assert client_of("canbo.lucnam").post("/tiep-cong-dan/moi/", posted).status_code == 302
    paper = {
        "act": "save", "key": typed["key"], "kind": "denunciation", "field": "other",
        "received_on": "16/11/2026", "source": "post", "round": "first", "signatories": "1",
        "nguoi1-name": "Vi Thị Mận", "nguoi1-address": place, "summary": "Thu sai khoản đóng góp",
    }  # fmt: skip
    assert client_of("canbo.lucnam").post("/don-thu/moi/", paper).status_code == 302
    assert Reception.objects.get().is_secret
    assert Submission.objects.get().is_secret


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLAIN[::2])
def test_a_complaint_turns_into_a_denunciation_whatever_address_was_typed(
    log: Log, lucnam: Scope, place: str
) -> None:
    log(kind=MatterKind.COMPLAINT, people=(PersonEntry("Vũ Ngọc Khuê", place),))
    matter = Matter.objects.get()
    reclassify(
        matter=matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
        summary=f"Thu sai, nhà ở {place}", by=lucnam,
    )  # fmt: skip
    assert not Visitor.objects.exists()
    matter.refresh_from_db()
    assert place not in matter.summary
