"""Who has a second step, who must, and the secret that is being set up."""

from base64 import b32encode
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from portal.access import Role, needs_second_step
from portal.accounts import rules
from portal.accounts.models import Authenticator, Posting, User
from portal.identity import Unreadable, seal, unseal

_PENDING = "pending_secret"


def has_app(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def must_have_app(held: list[Posting]) -> bool:
    """Return whether one of the postings that a person holds today asks for a second step."""
    if settings.DEMO_WITHOUT_SECOND_STEP:
        return False
    return any(needs_second_step(Role(posting.role)) for posting in held)


def may_turn_off(request: HttpRequest) -> bool:
    return not getattr(request, "must_have_app", False)


@dataclass(frozen=True, slots=True)
class PendingSecret:
    """The secret that a page shows until an app proves that it has read it; sealed in the session."""

    secret: bytes

    @classmethod
    def of(cls, request: HttpRequest) -> "PendingSecret":
        """Return the one of this session, the same for every look at the page."""
        bound_to = f"pending:{request.user.pk}"
        kept = request.session.get(_PENDING)
        if kept:
            with suppress(Unreadable):  # its key is gone: the page starts with another secret
                told = unseal(bytes.fromhex(kept[0]), kept[1], bound_to=bound_to)
                return cls(bytes.fromhex(told))
        secret = rules.new_secret()
        sealed = seal(secret.hex(), bound_to=bound_to)
        request.session[_PENDING] = [sealed.box.hex(), sealed.box_key]
        return cls(secret)

    @staticmethod
    def forget(request: HttpRequest) -> None:
        request.session.pop(_PENDING, None)

    def uri(self, *, account: str) -> str:
        return rules.key_uri(self.secret, account=account, issuer=settings.PRODUCT_NAME)

    @property
    def as_typed(self) -> str:
        """The secret for a phone whose camera does not work, in groups of four."""
        letters = b32encode(self.secret).decode()
        return " ".join(letters[place : place + 4] for place in range(0, len(letters), 4))
