"""The database keeps a report's unit what its organisation's is."""

import pytest
from django.db.models import F

from portal.reports.models import Report

pytestmark = pytest.mark.django_db


def test_every_report_knows_its_unit(prepared: None) -> None:
    assert Report.objects.count() > 99
    assert not Report.objects.exclude(unit=F("organisation__unit")).exists()
