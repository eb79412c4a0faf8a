"""Who may be posted as what and by whom; one-time codes (RFC 6238) and codes on paper. Pure."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import chain, count

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from portal.access import POWERS, Power, Role
from portal.text import search_key
from portal.units.kinds import Level, OrganisationKind

DIGITS, STEP_SECONDS = 6, 30
_DRIFT = (0, -1, 1)  # RFC 6238 §5.2: one step each way for clocks that differ and slow fingers
_SECRET_BYTES = 20  # RFC 4226 §4 R6: 160 bits
RECOVERY_CODES = 10
_STRANGE_NAMES = 15
# Letters and digits that nobody misreads from paper: no 0/O, 1/l/I.
_PAPER_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

NOT_ONLY_HERE = (
    "Người này còn phân công khác; tài khoản do quản trị viên của tỉnh sửa và cấp phiếu."
)
LONGEST_USERNAME = 60
ENDING_SOON = timedelta(days=14)
ANOTHER_SEAT = "Người thay mặt giữ đúng vị trí của người vắng, trong thời gian người vắng giữ."
AREA_ELSEWHERE = "Địa bàn này thuộc tỉnh khác với cơ quan."

_PEOPLE, _FRONT = OrganisationKind.PEOPLE_COMMITTEE, OrganisationKind.FRONT_COMMITTEE
_IN_PROVINCE = (Role.PROVINCE_STAFF, Role.SUPERVISOR, Role.UNIT_ADMINISTRATOR)
_IN_COMMUNE = (Role.COMMUNE_OFFICIAL, Role.UNIT_ADMINISTRATOR)

# The roles that an organisation carries: of its kind, in a unit of its level. The district level
# ended on 30/6/2025 (Luật Tổ chức chính quyền địa phương 72/2025/QH15): nobody is posted there.
_ROLES: dict[tuple[str, str], tuple[Role, ...]] = {
    (OrganisationKind.MINISTRY, Level.COUNTRY): (Role.MINISTRY,),
    (_PEOPLE, Level.PROVINCE): (*_IN_PROVINCE, Role.ADMINISTRATOR),
    (OrganisationKind.DEPARTMENT, Level.PROVINCE): _IN_PROVINCE,
    (_FRONT, Level.PROVINCE): (Role.FRONT, Role.UNIT_ADMINISTRATOR),
    (_PEOPLE, Level.COMMUNE): (Role.COMMUNE_LEADER, *_IN_COMMUNE),
    (_FRONT, Level.COMMUNE): (Role.FRONT, Role.UNIT_ADMINISTRATOR),
    (OrganisationKind.PARTY_COMMITTEE, Level.COMMUNE): _IN_COMMUNE,
    (OrganisationKind.PEOPLE_COUNCIL, Level.COMMUNE): _IN_COMMUNE,
    (OrganisationKind.POLICE, Level.COMMUNE): _IN_COMMUNE,
}


def roles_of(kind: str, level: str) -> tuple[Role, ...]:
    """Return the roles that people of an organisation may have."""
    return _ROLES.get((kind, level), ())


def may_grant(by: Role, role: Role) -> bool:
    """Tell whether who is `by` may post others as `role`.

    Who manages a single organisation makes nobody who manages people: that is the province's. Who
    reads the country is made by who runs the host: nobody in the browser stands over the provinces.
    """
    if Power.COUNTRY_READ in POWERS[role]:
        return False
    if Power.USER_MANAGE_PROVINCE in POWERS[by]:
        return True
    return Power.USER_MANAGE in POWERS[by] and Power.USER_MANAGE not in POWERS[role]


def username_of(full_name: str) -> str:
    """Return a name as a login: its words without marks, joined by dots."""
    return ".".join(search_key(full_name).split())[: LONGEST_USERNAME - 4].rstrip(".")


def first_free(base: str, taken: Collection[str]) -> str:
    """Return `base`, or the first of base.2, base.3, … that is not taken."""
    numbered = (f"{base}.{number}" for number in count(2))
    return next(name for name in chain([base], numbered) if name not in taken)


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def key_uri(secret: bytes, *, account: str, issuer: str) -> str:
    """Return what an authenticator app reads from the QR code."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def matching_step(secret: bytes, code: str, *, at: datetime, after: int) -> int | None:
    """Return the time step that `code` belongs to, later than the step `after`; None for a wrong code.

    A step is a count of 30 seconds since 1970. A code that was used up is a wrong code.
    """
    now = int(at.timestamp()) // STEP_SECONDS
    return next(
        (now + drift for drift in _DRIFT if now + drift > after and _is(secret, code, now + drift)),
        None,
    )


def new_recovery_codes() -> list[str]:
    """Return codes of 12 letters (59 bits each), in groups that can be read from paper."""
    return ["-".join(paper_letters(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def is_guessing_names(*, failed: int, got_in: int) -> bool:
    """Return whether so many names failed at one address that it is no office on a bad morning.

    An office where many log in has many slips too: those who got in there raise the number.
    """
    return failed >= _STRANGE_NAMES + got_in


def new_paper_code() -> str:
    """Return the code of one slip: as hard to guess as a recovery code."""
    return "-".join(paper_letters(4) for _ in range(3))


def tidy_code(typed: str) -> str:
    """Return a code as it is compared: apps show "123 456", paper "abcd-efgh-jkmn"."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def paper_letters(count: int) -> str:
    """Return letters at random that survive handwriting."""
    return "".join(secrets.choice(_PAPER_LETTERS) for _ in range(count))


def _is(secret: bytes, code: str, step: int) -> bool:
    try:
        _totp(secret).verify(code.encode(), step * STEP_SECONDS)
    except InvalidToken:
        return False
    return True


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every app on a phone supports; HMAC does not rest on collisions.
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303
