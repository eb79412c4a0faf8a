"""The page of the year's days off: open to everyone at work, changed by an administrator."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.access import Role, Scope
from portal.calendar import views
from portal.calendar.forms import DayOffForm
from portal.calendar.models import DayOff

pytestmark = pytest.mark.django_db
