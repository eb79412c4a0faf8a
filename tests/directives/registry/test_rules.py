import datetime as dt

import pytest

from directives.reading import DueKind as ReadDueKind
from directives.reading import Relation as ReadRelation
from directives.registry.kinds import ActorKind, DueKind, IssuerLevel, Relation, System
from directives.registry.rules import (
    DueRule,
    actor_kind,
    is_local,
    issuer_body,
    issuer_level,
    local_terms,
    named_place,
    names_communes,
    number_series,
    sentence_case,
)
from portal.units.kinds import OrganisationKind

NOV_22 = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (DueRule(DueKind.ONCE, last_day=dt.date(2026, 12, 31)), dt.date(2026, 12, 31)),
        (DueRule(DueKind.ONCE, last_day=dt.date(2022, 12, 31)), None),
        (DueRule(DueKind.YEARLY, month=11, day=29), dt.date(2026, 11, 29)),
        (DueRule(DueKind.YEARLY, month=11, day=21), dt.date(2027, 11, 21)),
        (DueRule(DueKind.YEARLY), dt.date(2026, 12, 31)),
        (DueRule(DueKind.YEARLY, month=2, day=31), dt.date(2027, 2, 28)),
        (DueRule(DueKind.HALF_YEARLY), dt.date(2026, 12, 31)),
        (DueRule(DueKind.HALF_YEARLY, month=6, day=15), dt.date(2026, 12, 15)),
        (DueRule(DueKind.QUARTERLY, month=1, day=10), dt.date(2027, 1, 10)),
        (DueRule(DueKind.QUARTERLY), dt.date(2026, 12, 31)),
        (DueRule(DueKind.MONTHLY, day=22), NOV_22),
        (DueRule(DueKind.MONTHLY, day=15), dt.date(2026, 12, 15)),
        (DueRule(DueKind.WEEKLY), dt.date(2026, 11, 27)),
        (DueRule(DueKind.WEEKLY, weekday=6), NOV_22),
        (DueRule(DueKind.DAILY), NOV_22),
        (DueRule(DueKind.NONE), None),
    ],
)
def test_next_day_is_the_first_last_permitted_day_from_today(
    rule: DueRule, day: dt.date | None
) -> None:
    assert rule.next_day(NOV_22) == day


def test_days_of_a_yearly_duty_go_on_year_after_year() -> None:
    days = DueRule(DueKind.YEARLY, month=11, day=29).days_from(NOV_22)
    assert [next(days).year for _ in range(3)] == [2026, 2027, 2028]


def test_state_numbers_run_through_a_calendar_year() -> None:
    assert number_series(System.STATE, IssuerLevel.PROVINCE, dt.date(2022, 5, 14)) == "2022"


@pytest.mark.parametrize(
    ("level", "day", "series"),
    [
        (IssuerLevel.CENTRAL, dt.date(2021, 2, 1), "2016-2021"),
        (IssuerLevel.CENTRAL, dt.date(2021, 5, 18), "2021-2026"),
        (IssuerLevel.PROVINCE, dt.date(2021, 9, 28), "2020-2025"),
        (IssuerLevel.PROVINCE, dt.date(2024, 3, 12), "2020-2025"),
        (IssuerLevel.PROVINCE, dt.date(2025, 3, 12), ""),
    ],
)
def test_party_numbers_run_through_a_term_that_a_congress_year_leaves_open(
    level: IssuerLevel, day: dt.date, series: str
) -> None:
    assert number_series(System.PARTY, level, day) == series


def test_a_congress_year_offers_both_its_terms() -> None:
    assert local_terms(dt.date(2025, 3, 12))[:2] == ["2025-2030", "2020-2025"]


def test_every_relation_has_a_label_for_both_directions() -> None:
    labels = {(relation.label, relation.inverse_label) for relation in Relation}
    assert len(labels) == len(Relation)


def test_the_words_of_reading_and_registry_are_the_same() -> None:
    assert {relation.value for relation in Relation} == {r.value for r in ReadRelation}
    from_an_event = {ReadDueKind.EVERY, ReadDueKind.WITHIN, ReadDueKind.BEFORE}
    assert {kind.value for kind in DueKind} - {"none"} == {*ReadDueKind} - from_an_event


@pytest.mark.parametrize(
    ("issuer", "number", "level"),
    [
        ("UBND tỉnh Bắc Giang", "03/CT-UBND", IssuerLevel.PROVINCE),
        ("Ban Thường vụ Tỉnh ủy", "09-CT/TU", IssuerLevel.PROVINCE),
        ("Ban Dân vận Tỉnh ủy", "10-KH/BDVTU", IssuerLevel.PROVINCE),
        ("Bộ Chỉ huy Quân sự tỉnh", "5/KH-BCH", IssuerLevel.PROVINCE),
        ("Thủ tướng Chính phủ", "33/CT-TTg", IssuerLevel.CENTRAL),
        ("Bộ Chính trị", "01-KL/TW", IssuerLevel.CENTRAL),
        ("", "10/2022/QH15", IssuerLevel.CENTRAL),
        ("", "34/2007/PL-UBTVQH11", IssuerLevel.CENTRAL),
        ("Bộ Nội vụ", "9086/BNV-CTTN&BĐG", IssuerLevel.CENTRAL),
        ("Huyện ủy Vĩnh Cửu", "198-KH/HU", IssuerLevel.DISTRICT),
        ("UBND thị xã Việt Yên", "2/KH-UBND", IssuerLevel.DISTRICT),
        ("Đảng ủy xã Lục Nam", "3-KH/ĐU", IssuerLevel.COMMUNE),
        ("UBND phường Bắc Giang", "7/KH-UBND", IssuerLevel.COMMUNE),
    ],
)
def test_the_level_of_an_issuer_is_told_by_symbol_and_wording(
    issuer: str, number: str, level: IssuerLevel
) -> None:
    assert issuer_level(issuer, number) == level


@pytest.mark.parametrize(
    ("issuer", "body"),
    [
        ("Chủ tịch UBND tỉnh", OrganisationKind.PEOPLE_COMMITTEE),
        ("Uỷ ban nhân dân tỉnh Bắc Giang", OrganisationKind.PEOPLE_COMMITTEE),
        ("Ban Thường vụ Tỉnh ủy", OrganisationKind.PARTY_COMMITTEE),
        ("HĐND xã Lục Nam", OrganisationKind.PEOPLE_COUNCIL),
        ("Ủy ban MTTQ Việt Nam tỉnh Bắc Ninh", OrganisationKind.FRONT_COMMITTEE),
        ("Công an tỉnh", OrganisationKind.POLICE),
        ("Sở Nội vụ", None),
        ("Ban Dân vận Tỉnh ủy", None),
    ],
)
def test_two_wordings_of_one_body_are_one_body(issuer: str, body: OrganisationKind | None) -> None:
    assert issuer_body(issuer) == body


@pytest.mark.parametrize(
    ("issuer", "local"),
    [
        ("UBND tỉnh", True),
        ("Chủ tịch Uỷ ban nhân dân thành phố Bắc Ninh", True),
        ("Thành ủy TP. Hồ Chí Minh", True),
        ("Sở Nội vụ", True),
        ("Đảng ủy xã Lục Nam", True),
        ("Tòa án nhân dân tỉnh Đồng Nai", True),
        ("Thủ tướng Chính phủ", False),
        ("Đảng ủy Chính phủ", False),
        ("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", False),
        ("Ban Chỉ đạo cải cách hành chính của Chính phủ", False),
    ],
)
def test_a_body_below_the_centre_is_told_by_its_wording(issuer: str, local: bool) -> None:
    assert is_local(issuer) is local


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("UBND tỉnh Bắc Giang", "Bắc Giang"),
        ("UBND thành phố Hồ Chí Minh ban hành", "Hồ Chí Minh"),
        ("Tỉnh ủy Đồng Nai", "Đồng Nai"),
        ("UBND tỉnh", ""),
        ("UBND các huyện, thành phố", ""),
    ],
)
def test_a_wording_names_a_province_or_none(issuer: str, place: str) -> None:
    assert named_place(issuer) == place


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("UBND các xã, phường, thị trấn", ActorKind.COMMUNE),
        ("Bảo hiểm xã hội tỉnh", ActorKind.OTHER),
        ("UBND thị xã Việt Yên", ActorKind.DISTRICT),
        ("Chủ tịch UBND các huyện, thành phố", ActorKind.DISTRICT),
        ("Thủ trưởng các sở, ban, ngành tỉnh", ActorKind.DEPARTMENT),
        ("Công an tỉnh", ActorKind.POLICE),
        ("Ủy ban Mặt trận Tổ quốc các cấp", ActorKind.FRONT),
        ("100% cơ quan hành chính nhà nước", ActorKind.OTHER),
    ],
)
def test_who_is_asked_is_told_by_the_wording(wording: str, kind: ActorKind) -> None:
    assert actor_kind(wording) == kind


@pytest.mark.parametrize(
    ("subject", "written"),
    [
        (
            "VỀ PHỤC VỤ NHÂN DÂN CỦA ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
            "Về phục vụ Nhân dân của Ủy ban nhân dân tỉnh Bắc Giang",
        ),
        ("Về công tác dân vận của UBND tỉnh", "Về công tác dân vận của UBND tỉnh"),
        ("", ""),
    ],
)
def test_a_subject_in_capitals_is_written_as_a_sentence(subject: str, written: str) -> None:
    assert sentence_case(subject, ["Bắc Giang"]) == written


@pytest.mark.parametrize(
    ("wordings", "theirs"),
    [
        (["UBND cấp xã"], True),
        (["các cơ quan, đơn vị"], True),
        (["Thủ trưởng các sở, ban, ngành tỉnh", "Chủ tịch UBND huyện, thành phố"], True),
        (["Sở Nội vụ"], False),
        (["Công an tỉnh"], False),
        ([], False),
    ],
)
def test_what_was_laid_upon_a_district_is_the_communes_now(
    wordings: list[str], theirs: bool
) -> None:
    assert names_communes(wordings) is theirs
