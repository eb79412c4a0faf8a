"""People, where they work, and what proves that it is them: sessions and second steps."""

from portal.accounts.models.people import Posting, User
from portal.accounts.models.second_step import Authenticator, RecoveryCode
from portal.accounts.models.sessions import Session

__all__ = ["Authenticator", "Posting", "RecoveryCode", "Session", "User"]
