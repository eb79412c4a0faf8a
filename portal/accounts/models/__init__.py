"""People, where they work, and what proves that it is them: sessions and second steps."""

from portal.accounts.models.people import Posting, User
from portal.accounts.models.sessions import Session

__all__ = ["Posting", "Session", "User"]
