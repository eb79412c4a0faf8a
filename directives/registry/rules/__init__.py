"""Rules of the registry: pure functions on dates, enums and wordings."""

from directives.registry.rules.actors import actor_kind
from directives.registry.rules.citations import Cited, Held, means, named_place
from directives.registry.rules.dues import DueRule
from directives.registry.rules.issuers import (
    central_number,
    has_symbol,
    is_local,
    issuer_body,
    issuer_level,
)
from directives.registry.rules.series import local_terms, number_series
from directives.registry.rules.wording import sentence_case

__all__ = [
    "Cited",
    "DueRule",
    "Held",
    "actor_kind",
    "central_number",
    "has_symbol",
    "is_local",
    "issuer_body",
    "issuer_level",
    "local_terms",
    "means",
    "named_place",
    "number_series",
    "sentence_case",
]
