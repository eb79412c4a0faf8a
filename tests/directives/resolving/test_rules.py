import dataclasses
import datetime as dt

import pytest

from directives.registry.kinds import IssuerLevel, ReferenceState, System
from directives.registry.rules import (
    Cited,
    Decision,
    Held,
    Source,
    meant_key,
    misprint_of,
    rank,
    stub_key,
)
from tests.directives.resolving.scoring import Scored

OLD, OTHER, NEW = 1, 2, 3
DAY = dt.date(2023, 10, 5)
SOURCE = Source(9, dt.date(2026, 3, 1), "UBND tỉnh Bắc Ninh", NEW, frozenset({OLD, OTHER}))


def held(pk: int, province: int, name: str, on: dt.date = DAY) -> Held:
    issuer = f"Ban Thường vụ Tỉnh ủy {name}"
    return Held(
        pk, on, issuer, "CT", IssuerLevel.PROVINCE, System.PARTY, "2020-2025", province, name
    )


def cited(on: dt.date | None = DAY, issuer: str = "Ban Thường vụ Tỉnh ủy") -> Cited:
    return Cited("33-CT/TU", on, issuer, "CT")


@pytest.mark.parametrize("name", ["first.txt", "frozen.txt", "independent.txt"])
def test_no_reference_is_linked_to_the_wrong_directive(name: str) -> None:
    assert Scored(name).score().wrong_links == []


@pytest.mark.parametrize("name", ["first.txt", "frozen.txt", "independent.txt"])
def test_what_the_text_tells_is_found(name: str) -> None:
    score = Scored(name).score()
    assert score.accuracy >= 0.97, score.missed


def test_there_are_enough_references_half_of_them_frozen() -> None:
    names = ("first.txt", "frozen.txt", "independent.txt")
    first, frozen, independent = (Scored(name).score().references for name in names)
    assert first + frozen >= 150
    assert independent >= first + frozen


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("frozen.txt", "7bffdb02995e91425af2f0f1f6f05fbbc7b9c176310bbefdfe9076cee7a30f3c"),
        ("independent.txt", "c8b73daffb4c153c68ea2bc7e12e1f622bed182e6dad870646a9e5e102b06c5c"),
    ],
)
def test_a_frozen_set_is_the_one_of_its_commit(name: str, sha256: str) -> None:
    assert Scored(name).sha256 == sha256


def test_an_uncertain_link_waits_for_a_person_and_says_why() -> None:
    twins = [held(1, OLD, "Bắc Giang"), held(2, OTHER, "Bắc Ninh")]
    decision = rank(cited(), SOURCE, twins)
    assert decision.state is ReferenceState.AMBIGUOUS
    assert [one.pk for one in decision.candidates] == [2, 1]
    assert decision.reason == "2 văn bản cùng số, ký hiệu đều khớp với lời dẫn."


def test_the_named_province_tells_twins_apart() -> None:
    twins = [held(1, OLD, "Bắc Giang"), held(2, OTHER, "Bắc Ninh")]
    decision = rank(cited(issuer="Tỉnh ủy Bắc Giang"), SOURCE, twins)
    assert (decision.target, decision.state) == (1, ReferenceState.RESOLVED)


def test_a_party_number_without_a_date_is_not_taken_from_another_term() -> None:
    decision = rank(cited(on=None), SOURCE, [held(1, NEW, "Bắc Ninh")])
    assert decision.state is ReferenceState.AMBIGUOUS
    assert "nhiệm kỳ" in decision.reason


def test_a_neighbour_that_is_not_ones_own_is_no_candidate() -> None:
    assert rank(cited(), SOURCE, [held(1, 77, "Hải Dương")]) == Decision(
        ReferenceState.UNKNOWN, "Chưa có trong hệ thống: khác ngày, loại, cơ quan hoặc tỉnh."
    )


def test_nobody_cites_a_later_directive() -> None:
    later = held(1, NEW, "Bắc Ninh", on=dt.date(2026, 4, 1))
    assert rank(cited(on=None), SOURCE, [later]).state is ReferenceState.UNKNOWN


def test_two_wordings_of_one_awaited_directive_have_one_key() -> None:
    plain = stub_key(Cited("33/CT-TTg", DAY, "Thủ tướng Chính phủ"), SOURCE, NEW)
    assert stub_key(Cited("33/CT-TTg", DAY), SOURCE, NEW) == plain
    assert stub_key(Cited("33/CT-TTg", DAY), SOURCE, OLD) != plain


def test_an_undated_number_of_two_terms_waits_for_a_person() -> None:
    before, running = dt.date(2021, 8, 10), dt.date(2026, 1, 10)
    terms = [
        held(1, OLD, "Bắc Giang", before),
        dataclasses.replace(held(2, NEW, "Bắc Ninh", running), series="2025-2030"),
    ]
    assert rank(cited(None), SOURCE, terms).state is ReferenceState.AMBIGUOUS
    assert rank(cited(running), SOURCE, terms).target == 2


@pytest.mark.parametrize("short", ["Ban Tổ chức TW", "Ban Tổ chức TƯ"])
def test_a_shortened_central_body_is_the_same(short: str) -> None:
    row = Held(1, DAY, "Ban Tổ chức Trung ương", "HD", IssuerLevel.CENTRAL, System.PARTY)
    assert rank(Cited("11-HD/BTCTW", DAY, short, "HD"), SOURCE, [row]).target == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("33/CT-TU", "33-CT/TU"),
        ("12/NQ-BTVTU", "12-NQ/BTVTU"),
        ("3-CT/UBND", "3/CT-UBND"),
        ("33-CT/TU", ""),
        ("33/CT-TTG", ""),
        ("12/2021/QĐ-UBND", ""),
        ("5/KH-BCĐ", ""),
    ],
)
def test_marks_typed_the_wrong_way_round_are_told_by_the_symbol(written: str, meant: str) -> None:
    assert meant_key(written) == meant
    assert not meant or misprint_of(meant) == written


def test_a_number_with_its_marks_turned_round_is_linked_when_one_only_is_meant() -> None:
    row = dataclasses.replace(held(1, NEW, "Bắc Ninh"), turned=True)
    turned = Cited("33/CT-TU", DAY, "Tỉnh ủy Bắc Ninh", "CT")
    decision = rank(turned, SOURCE, [row])
    assert (decision.state, decision.target) == (ReferenceState.RESOLVED, 1)
    assert "dấu gạch ghi lẫn" in decision.reason


def test_a_number_with_its_marks_turned_round_and_no_date_waits_for_a_person() -> None:
    row = dataclasses.replace(held(1, NEW, "Bắc Ninh"), turned=True)
    turned = Cited("33/CT-TU", None, "Tỉnh ủy Bắc Ninh", "CT")
    assert rank(turned, SOURCE, [row]).state is ReferenceState.AMBIGUOUS


@pytest.mark.parametrize(
    ("issuer", "district"),
    [("UBND xã Quỳnh Sơn, huyện Yên Dũng", ""), ("UBND xã Quỳnh Sơn", "Yên Dũng")],
)
def test_the_district_of_a_commune_is_its_own(issuer: str, district: str) -> None:
    names = ("UBND huyện Yên Dũng", "UBND huyện Lạng Giang")
    rows = [
        Held(place, DAY, name, "KH", IssuerLevel.DISTRICT, System.STATE, "2023", OLD, "Bắc Giang")
        for place, name in enumerate(names, 1)
    ]
    source = Source(9, dt.date(2023, 12, 1), issuer, OLD, frozenset(), district)
    decision = rank(Cited("15/KH-UBND", DAY, "UBND huyện", "KH"), source, rows)
    assert (decision.state, decision.target) == (ReferenceState.RESOLVED, 1)
