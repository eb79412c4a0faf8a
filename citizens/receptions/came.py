"""Who was typed before a text was refused: sealed in the page, kept nowhere.

A denouncer's row leaves the form at once. When the page is shown again to mend a text, the next save
has to refuse the same name; the server remembers nobody, so the page carries a box that only the
server opens, for this one form (its key).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import astuple

from citizens.receptions.rules import Known
from portal.identity import Unreadable, seal, unseal

_USE = "receptions.came:"


class Lost(Exception):
    """A box that does not open, or not here."""


def sealed(people: Iterable[Known], *, key: str) -> str:
    """Return `people` in a box for the form with this key, "" for nobody."""
    rows = [astuple(one) for one in people]
    if not rows:
        return ""
    box = seal(json.dumps(rows), bound_to=_USE + key)
    return f"{box.box_key}.{urlsafe_b64encode(box.box).decode()}"


def unsealed(box: str, *, key: str) -> list[Known]:
    """Return who is in the box. Raises `Lost`."""
    box_key, _, text = box.partition(".")
    try:
        rows = json.loads(unseal(urlsafe_b64decode(text), box_key, bound_to=_USE + key))
    except (Unreadable, ValueError) as error:
        raise Lost from error
    return [Known(*row) for row in rows]
