"""Samples of leave and handing over."""

from portal.demo.cast import posting_of
from tests.matrix.askers import MANAGERS
from tests.matrix.samples import Kwargs, sample


@sample("handover:leave", "handover:hand_over", seen_by=MANAGERS)
def a_posting_to_hand_over() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").pk}
