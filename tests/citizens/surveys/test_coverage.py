"""What an instrument asks to be heard, such as 60% of households: dated, on the meter, in results."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.campaigns import open_campaign, set_frame
from citizens.surveys.actions.questionnaires import load_instrument
from citizens.surveys.figures.results import results
from citizens.surveys.management.commands.load_questionnaires import FOLDER
from citizens.surveys.models import Campaign, QuestionnaireVersion
from citizens.surveys.querysets import EVERY_UNIT
from citizens.surveys.resources import results_book
from citizens.surveys.rules.coverage import Coverage, coverage_on
from citizens.surveys.rules.instruments import WrongInstrument, read_instrument
from portal.access import Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM

from .conftest import ENDS, STARTS, FillBatch, commune

HD78 = Coverage("households", 60, "HD 78/HD-MTTW-BTT", date(2017, 4, 24))


@pytest.mark.parametrize(("size", "needed"), [(76, 46), (5, 3), (1, 1), (1676, 1006), (None, None)])
def test_so_many_are_needed(size: int | None, needed: int | None) -> None:
    assert HD78.needs(size) == needed


def test_published_communes_meet_it_or_not() -> None:
    """Linh Cang: 72 of 76 households. Of Tứ Kỳ's 5,566 households, 67.36% of all, 8,263 there are."""
    assert HD78.is_met(72, 76)
    assert HD78.is_met(5566, 8263)
    assert HD78.is_met(45, 76) is False
    assert HD78.is_met(72, None) is None


def test_the_rule_is_that_of_the_day_and_of_the_frame() -> None:
    old = replace(HD78, percent=50, valid_from=None, valid_to=date(2017, 4, 23))
    rules = (old, HD78, replace(HD78, frame="residents", percent=10))
    assert coverage_on(rules, frame="households", day=date(2017, 4, 23)) is old
    assert coverage_on(rules, frame="households", day=date(2017, 4, 24)) is HD78
    assert coverage_on(rules, frame="transactions", day=STARTS) is None


def test_a_reviewed_file_says_it_and_a_wrong_one_is_refused() -> None:
    text = (FOLDER / "mot-cua-hien-hanh.toml").read_text(encoding="utf-8")
    said = """[[coverage]]
frame = "households"
percent = 60
source = "HD 78/HD-MTTW-BTT"
valid_from = 2017-04-24

"""
    made = read_instrument(text.replace("[scales]", said + "[scales]", 1).encode())
    assert made.coverages == (HD78,)
    with pytest.raises(WrongInstrument, match="từ 1% đến 100%"):
        read_instrument(
            text.replace("[scales]", said.replace("60", "160") + "[scales]", 1).encode()
        )


@pytest.fixture
def campaign(front: Scope, version: QuestionnaireVersion, fill: FillBatch) -> Campaign:
    """Lục Nam heard 7 of 10 households, Bắc Giang 6 of 20; 60% are asked for."""
    shipped = read_instrument((FOLDER / "mot-cua-hien-hanh.toml").read_bytes())
    strict = replace(shipped, number=2, checksum="b" * 64, coverages=(HD78,))
    asked, _ = load_instrument(instrument=strict, by=front)
    made = open_campaign(
        version=asked, title="Sáu mươi phần trăm", starts_on=STARTS, ends_on=ENDS,
        frame="households", margin=Decimal("0.05"), communes_enter=True, by=front,
        units=[commune(LUC_NAM), commune(BAC_GIANG)],
    )  # fmt: skip
    sizes = {LUC_NAM: 10, BAC_GIANG: 20}
    rows = {row.pk: sizes[row.unit.code] for row in made.units.select_related("unit")}
    set_frame(campaign=made, sizes=rows, by=front)
    fill(made, LUC_NAM, happy=7, by=front)
    fill(made, BAC_GIANG, happy=6, by=front)
    return made


def test_the_meter_says_what_is_needed_and_what_is_there(
    client_of: Callable[[str], Client], campaign: Campaign
) -> None:
    page = client_of("mttq.tinh").get(campaign.get_absolute_url()).content.decode()
    assert "ít nhất <strong>60% hộ gia đình</strong> ở mỗi đơn vị (HD 78/HD-MTTW-BTT)" in page
    assert "quy định 60%: cần 6, đã có 7" in page
    assert "quy định 60%: cần 12, đã có 6" in page


def test_results_say_met_or_not(client_of: Callable[[str], Client], campaign: Campaign) -> None:
    found = results(campaign, seen=EVERY_UNIT)
    assert found.covered == (1, 2)
    client, page = client_of("mttq.tinh"), reverse("surveys:results", args=[campaign.pk])
    assert "đạt ở 1/2 đơn vị" in client.get(page).content.decode()
    told = {one.row.code: client.get(page, {"don_vi": one.row.pk}) for one in found.units}
    assert "<strong>đạt</strong>" in told[LUC_NAM].content.decode()
    assert "<strong>chưa đạt</strong>" in told[BAC_GIANG].content.decode()
    assert results_book(found).startswith(b"PK")


def test_a_campaign_over_another_frame_has_no_such_rule(campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(frame="residents")
    campaign.refresh_from_db()
    found = results(campaign, seen=EVERY_UNIT)
    assert (found.coverage, found.covered) == (None, (0, 0))


def test_the_builder_keeps_a_rule_with_its_source_and_offers_it_again(
    client_of: Callable[[str], Client], version: QuestionnaireVersion
) -> None:
    client, page = client_of("mttq.tinh"), f"/khao-sat/phieu/{version.pk}/ban-moi/"
    outline = "# A\n1. Mức độ [chỉ số]\n+ Tốt\n- Kém\n"
    sent = {"title": "A", "intro": "", "closing": "", "outline": outline, "source": "B", "luu": "1"}
    sent |= {
        "coverage_percent": "60",
        "coverage_frame": "households",
        "coverage_from": "24/04/2017",
    }
    refused = client.post(page, sent | {"coverage_source": ""})
    assert "Ghi căn cứ của tỷ lệ" in refused.content.decode()
    client.post(page, sent | {"coverage_source": "HD 78/HD-MTTW-BTT"})
    made = version.questionnaire.versions.get(number=2)
    assert made.coverage_rules.get().as_rule() == HD78
    assert (
        "ít nhất 60% hộ gia đình, từ 24/04/2017"
        in client.get(made.get_absolute_url()).content.decode()
    )
    assert 'value="60"' in client.get(f"/khao-sat/phieu/{made.pk}/ban-moi/").content.decode()
