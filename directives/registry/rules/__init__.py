"""Rules of the registry: pure functions on dates, enums and wordings."""

from directives.registry.rules.actors import actor_kind, names_communes
from directives.registry.rules.citations import named_place
from directives.registry.rules.dues import DueRule
from directives.registry.rules.issuers import (
    central_number,
    has_symbol,
    is_local,
    issuer_body,
    issuer_level,
)
from directives.registry.rules.misprints import meant_key, misprint_of
from directives.registry.rules.resolving import Candidate, Cited, Decision, Held, Source, rank
from directives.registry.rules.series import local_terms, number_series
from directives.registry.rules.spans import Moved, moved
from directives.registry.rules.stubs import stub_key
from directives.registry.rules.targets import Target, is_of_units
from directives.registry.rules.wording import sentence_case

__all__ = [
    "Candidate",
    "Cited",
    "Decision",
    "DueRule",
    "Held",
    "Moved",
    "Source",
    "Target",
    "actor_kind",
    "central_number",
    "has_symbol",
    "is_local",
    "is_of_units",
    "issuer_body",
    "issuer_level",
    "local_terms",
    "meant_key",
    "misprint_of",
    "moved",
    "named_place",
    "names_communes",
    "number_series",
    "rank",
    "sentence_case",
    "stub_key",
]
