"""The lookup `like`: a pattern taken as it stands, where `startswith` and `contains` work theirs out."""

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import BuiltinLookup


@CharField.register_lookup
@TextField.register_lookup
class Like(BuiltinLookup[Any]):
    """Whether a text is like a pattern; upper and lower case are told apart by PostgreSQL alone."""

    lookup_name = "like"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["startswith"] % rhs)
