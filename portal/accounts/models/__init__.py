"""People, where they work, and what proves that it is them: sessions and second steps."""

from portal.accounts.models.addresses import AddressCode
from portal.accounts.models.people import Posting, User
from portal.accounts.models.second_step import Authenticator, RecoveryCode
from portal.accounts.models.sessions import Session
from portal.accounts.models.slips import PaperCode

__all__ = [
    "AddressCode",
    "Authenticator",
    "PaperCode",
    "Posting",
    "RecoveryCode",
    "Session",
    "User",
]
