"""Ten thousand wrong codes, every one really sent: nothing opens, nobody else is kept out."""

import logging
import random
from collections import Counter
from datetime import timedelta
from time import perf_counter
from uuid import uuid4

import pytest
import time_machine
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.web import issue_codes
from citizens.surveys.models import AnswerCode, Ballot
from citizens.surveys.rules.codes import ALPHABET, LENGTH
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now, today
from portal.demo.cast import LUC_NAM
from portal.limits.models import Tally
from portal.limits.policy import ANSWER_CODE, ANSWER_SLOWLY

from .conftest import OpenCampaign

SENT, ADDRESSES = 10_000, 25


def test_ten_thousand_wrong_codes_open_no_ballot_and_keep_nobody_else_out(
    open_over: OpenCampaign, front: Scope, commune_front: Scope,
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.CRITICAL, "django.request")  # one warning a refusal
    asked = open_over(LUC_NAM, by=front).units.get()
    _, issued = issue_codes(
        campaign_unit=asked, count=10, expires_on=today() + timedelta(days=30), key=uuid4(),
        by=commune_front, on=today(),
    )  # fmt: skip
    entries, dice = Entry.objects.count(), random.Random(7)
    page, told = reverse("surveys:code"), Counter[int]()
    client, began = Client(), perf_counter()
    with time_machine.travel(now(), tick=False):  # no window ends while they are sent
        for number in range(SENT):
            guess = "".join(dice.choices(ALPHABET, k=LENGTH))
            assert guess not in issued
            address = f"203.0.113.{number % ADDRESSES}"
            answer = client.post(page, {"ma": guess}, REMOTE_ADDR=address)
            told[answer.status_code] += 1
            assert b"surveys/web_ballot" not in answer.content
        seconds = perf_counter() - began
        assert told == {422: ANSWER_CODE.most * ADDRESSES, 429: SENT - ANSWER_CODE.most * ADDRESSES}
        assert not AnswerCode.objects.filter(spent=True).exists()
        assert not Ballot.objects.exists()
        assert Entry.objects.count() == entries
        # a row a limit and address: pages, misses, tries after them; the guesses are kept nowhere
        assert Tally.objects.count() <= 3 * ADDRESSES
        checked = Tally.objects.filter(limit=ANSWER_CODE.name).aggregate(Sum("count"))["count__sum"]
        assert checked == (ANSWER_CODE.most + ANSWER_SLOWLY.most) * ADDRESSES
        begun = perf_counter()
        right = client.post(page, {"ma": issued[0]}, REMOTE_ADDR="198.51.100.7")
        waited = perf_counter() - begun
        assert "Khảo sát đánh giá công chức một cửa" in right.content.decode()
        locked = client.post(page, {"ma": issued[0]}, REMOTE_ADDR="203.0.113.0")
        assert locked.status_code == 429
    with capsys.disabled():
        print(f"\n{SENT} mã sai: {seconds:.1f} s, mã đúng sau đó {waited * 1000:.0f} ms")  # noqa: T201
