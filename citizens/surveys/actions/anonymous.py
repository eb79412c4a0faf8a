"""Putting on record who takes anonymous ballots out of the house."""

from citizens.surveys.models import Campaign
from portal.access import Scope
from portal.audit.actions import record


def note_taken(*, campaign: Campaign, seed: str, count: int, by: Scope) -> None:
    """Record how many ballots left, and the seed of their order.

    The seed alone tells no order: it is mixed with a key of the server.
    """
    record(
        act="campaign.ballots_out", target=campaign, by=by,
        says=f"Xuất {count} phiếu ẩn danh của đợt “{campaign.title}”, thứ tự theo hạt giống {seed}.",
    )  # fmt: skip
