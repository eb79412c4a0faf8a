"""The paper ballot: A4 and A5, numbered on, its codes and keys printed, small however many copies."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.paper import Heading, ballot_pdf
from portal.access import Scope
from portal.demo.cast import LUC_NAM

from .conftest import OpenCampaign

HEAD = Heading(
    "UBMTTQ phường Lục Nam", "phường Lục Nam", "LN-01", "https://cong.vn/khao-sat/tra-loi/"
)


@pytest.mark.parametrize(("size", "width"), [("A4", 595), ("A5", 419)])
def test_each_copy_carries_its_number_and_the_batch(
    version: QuestionnaireVersion, size: str, width: int
) -> None:
    pages = PdfReader(
        BytesIO(ballot_pdf(version, size=size, heading=HEAD, first=31, copies=2))
    ).pages
    assert [int(page.mediabox.width) for page in pages] == [width] * len(pages)
    first, second = pages[0].extract_text(), pages[len(pages) // 2].extract_text()
    assert "Phiếu số 31" in first
    assert "Phiếu số 32" in second
    for words in ("LN-01", "Thái độ của công chức", "Thờ ơ, không thân thiện, hách dịch"):
        assert words in first


def test_a_hundred_more_copies_cost_little_paper(version: QuestionnaireVersion) -> None:
    few = len(ballot_pdf(version, size="A4", heading=HEAD, copies=2))
    many = len(ballot_pdf(version, size="A4", heading=HEAD, copies=52))
    assert many - few < 50 * 2_000


def test_the_front_prints_for_a_batch(
    client_of: Callable[[str], Client], open_over: OpenCampaign, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, by=front)
    page = reverse("surveys:print", args=[campaign.pk])
    asked = {"campaign_unit": str(campaign.units.get().pk), "kho": "A5", "tap": "a1", "tu_so": "5"}
    client = client_of("mttq.lucnam")
    made = client.get(page, asked | {"so_ban": "2"})
    assert made["Content-Type"] == "application/pdf"
    assert "Phiếu số 6" in PdfReader(BytesIO(made.content)).pages[-1].extract_text()
    many = client.get(page, asked | {"so_ban": "5000"})
    assert (many.status_code, "từ 1 đến 200" in many.content.decode()) == (422, True)


def test_a_blank_one_prints_from_the_questionnaire(
    client_of: Callable[[str], Client], version: QuestionnaireVersion
) -> None:
    made = client_of("mttq.tinh").get(reverse("surveys:blank", args=[version.pk]), {"kho": "A5"})
    assert made.content.startswith(b"%PDF")
