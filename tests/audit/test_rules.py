"""The chain and the words of a change, without a database."""

from datetime import UTC, date, datetime

import pytest

from portal.access import Role
from portal.accounts.models import Posting, User
from portal.audit.rules import Link, Witness, commitment, entry_hash, first_break
from portal.audit.wording import worded


def _chain(length: int) -> list[Link]:
    links, previous = [], ""
    for place in range(1, length + 1):
        metadata = {"place": place, "commitment": ""}
        digest = entry_hash(previous, metadata)
        links.append(Link(place, previous, digest, metadata))
        previous = digest
    return links


def test_a_whole_chain_holds_and_is_read_once_from_an_iterator() -> None:
    links = _chain(5)
    assert first_break(iter(links), head=links[-1].hash) is None


def test_a_missing_link_is_named() -> None:
    links = _chain(5)
    assert first_break(links[:2] + links[3:], head=links[-1].hash) == "Thiếu mục thứ 3."


def test_a_cut_chain_is_noticed() -> None:
    links = _chain(5)
    assert first_break(links[:4], head=links[-1].hash) == "Chuỗi bị cắt sau mục thứ 4."


def test_a_witness_of_more_than_is_left_is_heard() -> None:
    links = _chain(3)
    sentence = first_break(links, head=links[-1].hash, witness=Witness(9, "x"))
    assert sentence == "Chuỗi chỉ còn 3 mục, bên làm chứng đã thấy 9 mục."


def test_values_that_do_not_match_their_commitment_are_noticed() -> None:
    kept = commitment(b"k", {"Tên": ["cũ", "mới"]})
    metadata = {"commitment": kept}
    link = Link(1, "", entry_hash("", metadata), metadata, (b"k", {"Tên": ["cũ", "khác"]}))
    assert first_break([link], head=link.hash) == "Giá trị của mục thứ 1 đã bị sửa."


@pytest.mark.parametrize(
    ("name", "pair", "told"),
    [
        ("starts_on", (date(2026, 2, 5), None), ("từ ngày", ["05/02/2026", ""])),
        ("role", ("front", Role.SUPERVISOR), ("vai trò", ["Ủy ban MTTQ", "Cán bộ theo dõi địa bàn"])),
        ("số phiếu", (1, 2), ("số phiếu", ["1", "2"])),
        ("đang dùng", (True, False), ("đang dùng", ["có", "không"])),
        ("lúc", ("", datetime(2026, 1, 1, 3, tzinfo=UTC)), ("lúc", ["", "10:00 01/01/2026"])),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(
    name: str, pair: tuple[object, object], told: tuple[str, list[str]]
) -> None:
    assert worded(Posting(), {name: pair}) == dict([told])


@pytest.mark.parametrize("value", [{"a": 1}, [1, 2], ("a",)])
def test_nobody_is_shown_json(value: object) -> None:
    with pytest.raises(TypeError, match="told in words"):
        worded(User(), {"trả lời": ("", value)})
