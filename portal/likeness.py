"""The lookup `like`: a pattern taken as it stands, where `startswith` and `contains` work theirs out."""

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import BuiltinLookup

from portal.text import only_signs, search_key


def anywhere(text: str) -> tuple[str, ...]:
    """Return what a key is like that holds each word of `text` somewhere: values of a prepared question."""
    return tuple(f"%{one}%" for one in words_of(text))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text as patterns take them; of signs only, a sign.

    A search key holds letters, digits and blanks: no sign of a pattern, and nothing is called a sign.
    """
    return ["!"] if only_signs(text) else search_key(text).split()


@CharField.register_lookup
@TextField.register_lookup
class Like(BuiltinLookup[Any]):
    """Whether a text is like a pattern; upper and lower case are told apart by PostgreSQL alone."""

    lookup_name = "like"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["startswith"] % rhs)
