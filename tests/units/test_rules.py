"""The rules of the map, and the data files themselves, without a database."""

from datetime import date

import pytest

from portal.units import rules, sheets
from portal.units.kinds import OrganisationKind, UnitKind


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        (UnitKind.PROVINCE, "Bắc Giang", "Tỉnh ủy Bắc Giang"),
        (UnitKind.CENTRAL_CITY, "Huế", "Thành ủy Huế"),
        (UnitKind.DISTRICT, "Vĩnh Cửu", "Huyện ủy Vĩnh Cửu"),
        (UnitKind.URBAN_DISTRICT, "8", "Quận ủy Quận 8"),
        (UnitKind.COMMUNE, "Lục Nam", "Đảng ủy xã Lục Nam"),
        (UnitKind.WARD, "16", "Đảng ủy phường 16"),
    ],
)
def test_a_party_committee_is_called_by_its_level(kind: UnitKind, name: str, called: str) -> None:
    assert rules.party_committee_name(kind, name) == called


def test_a_commune_has_its_five_organisations() -> None:
    names = rules.organisation_names(UnitKind.COMMUNE, "Lục Nam")
    assert (OrganisationKind.PEOPLE_COMMITTEE, "UBND xã Lục Nam") in names
    assert (OrganisationKind.FRONT_COMMITTEE, "Ủy ban MTTQ Việt Nam xã Lục Nam") in names
    assert {kind for kind, _ in names} == set(OrganisationKind) - {
        OrganisationKind.DEPARTMENT,
        OrganisationKind.MINISTRY,
    }


def test_a_department_keeps_its_stem_when_its_province_is_renamed() -> None:
    before = rules.department_names(UnitKind.PROVINCE, "Bắc Ninh")
    after = rules.department_names(UnitKind.CENTRAL_CITY, "Bắc Ninh")
    assert "Sở Nội vụ tỉnh Bắc Ninh" in before
    assert "Sở Nội vụ thành phố Bắc Ninh" in after
    assert [rules.department_stem(x) for x in before] == [rules.department_stem(x) for x in after]


def test_reach_goes_down_and_back_but_never_sideways_or_up() -> None:
    province, commune, sister, old, old_sister, below = range(1, 7)
    parents = [(commune, province), (sister, province), (below, old)]
    heirs = [(old, commune), (old_sister, sister)]
    reached = set(rules.reach([commune], parents, heirs))
    assert reached == {(commune, commune), (commune, old), (commune, below)}


def test_reach_of_a_province_holds_what_its_communes_are_heir_to() -> None:
    province, commune, old = 1, 2, 3
    reached = set(rules.reach([province], [(commune, province)], [(old, commune)]))
    assert reached == {(province, province), (province, commune), (province, old)}


def test_a_closed_unit_says_when_it_ended_and_what_it_is_now() -> None:
    said = rules.closed_sentence("Phường Trần Phú", date(2025, 6, 30), ["Phường Bắc Giang"])
    assert said == "Phường Trần Phú đã kết thúc ngày 30/6/2025, nay là phường Bắc Giang."


def test_no_edge_leaves_the_merged_province() -> None:
    """The source joins divided communes by name alone, which made edges between namesakes."""
    units = {row.key: row for row in sheets.units()}
    edges = {(edge.predecessor, edge.successor) for edge in sheets.successions()}

    def province(key: sheets.UnitKey) -> sheets.UnitKey:
        parent = units[key].parent
        return key if parent is None else province(parent)

    for old, new in edges:
        before, after = province(old), province(new)
        assert before == after or (before, after) in edges, (old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("28439", "29869"), ("31246", "31726"), ("29908", "29869"), ("06079", "06184")],
)
def test_namesakes_of_other_places_are_not_joined(old: str, new: str) -> None:
    """Phường 4 Cai Lậy did not go to Cao Lãnh, nor Thạnh Quới of Cần Thơ to Gia Hòa."""
    edges = {(edge.predecessor[1], edge.successor[1]) for edge in sheets.successions()}
    assert (old, new) not in edges


def test_whole_means_one_successor_and_part_means_several() -> None:
    edges = sheets.successions()
    parts = [edge.predecessor for edge in edges if edge.extent == "part"]
    wholes = [edge.predecessor for edge in edges if edge.extent == "whole"]
    assert len(wholes) == len(set(wholes))
    assert not set(parts) & set(wholes)
    assert len(set(parts)) == 442
    assert len(parts) >= 2 * 442


def test_every_commune_has_where_it_came_from_or_where_it_went() -> None:
    edges = sheets.successions()
    with_origin, with_heir = {e.successor for e in edges}, {e.predecessor for e in edges}
    for row in sheets.units():
        if row.level == "commune":
            assert row.key in (with_heir if row.valid_to else with_origin), row


def test_names_of_one_unit_follow_each_other_without_gap() -> None:
    for row in sheets.units():
        for earlier, later in zip(row.names, row.names[1:], strict=False):
            assert earlier.valid_to is not None
            assert later.valid_from is not None
            assert (later.valid_from - earlier.valid_to).days == 1
        assert (row.names[0].valid_from, row.names[-1].valid_to) == (row.valid_from, row.valid_to)


def edge(
    old: int, new: int, *, whole: bool = False, code: bool = False, records: bool = False
) -> rules.Edge:
    return rules.Edge(old, new, is_whole=whole, keeps_code=code, keeps_records=records)


def test_an_ended_unit_is_counted_under_the_one_that_took_it_whole_or_kept_its_code() -> None:
    whole = [edge(1, 10, whole=True)]
    divided = [edge(2, 10), edge(2, 11, code=True), edge(2, 12, records=True)]
    assert rules.stand_ins(whole + divided) == {1: 10, 2: 11}


def test_an_ended_unit_is_counted_under_what_its_heir_became_in_turn() -> None:
    assert rules.stand_ins([edge(1, 2, whole=True), edge(2, 3, whole=True)]) == {1: 3, 2: 3}


def test_a_divided_unit_is_counted_under_nobody_unless_one_alone_was_given_its_records() -> None:
    assert rules.stand_ins([edge(1, 2), edge(1, 3)]) == {}
    assert rules.stand_ins([edge(1, 2, records=True), edge(1, 3)]) == {1: 2}
    assert rules.stand_ins([edge(1, 2, records=True), edge(1, 3, records=True)]) == {}
