"""What an official typed, as plain values: forms make these, actions take them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from citizens.receptions.kinds import (
    Channel,
    Field,
    Host,
    IdentityKind,
    MatterKind,
    Mode,
    Outcome,
)

if TYPE_CHECKING:
    from citizens.receptions.models import Matter


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """The visit itself."""

    received_on: date
    official_name: str
    channel: Channel = Channel.REGULAR
    host: Host = Host.OFFICIAL
    mode: Mode = Mode.IN_PERSON
    head_count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person who came. Nothing of it is ever printed by `repr`: no traceback shows a citizen."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    number: str = field(default="", repr=False)
    identity_kind: IdentityKind | None = None
    kept_from: int | None = None  # on a correction: the row whose number stays as it is


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """What was brought and what was done with it. With `matter`, the visit joins that matter."""

    kind: MatterKind
    outcome: Outcome
    summary: str = ""
    field: Field = Field.OTHER
    agency: str = ""
    document_number: str = ""
    solved_by: str = ""
    matter: Matter | None = None
    hands_in: bool = False  # a paper was handed in: it goes into the petition book too

    @property
    def is_secret(self) -> bool:
        return self.kind.is_secret or (self.matter is not None and self.matter.is_secret)
