"""Visits and papers as the tests of their own rooms write them."""

from tests.citizens.receptions.conftest import bacgiang, log, lucnam  # noqa: F401
from tests.citizens.submissions.conftest import take as paper  # noqa: F401
