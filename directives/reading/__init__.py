"""Reading a Vietnamese directing document: text → masthead, citations, named laws, duties.

Pure: imports neither Django nor any model. `read(text)` normalises what it is given and returns the
normalised text as `Reading.text`; every span is in code points of that text, end exclusive. Store
that text: `normalise` is idempotent, so reading a stored text again gives the same spans.
"""

from directives.reading.cells import without_bars
from directives.reading.citations import citations_of, cited_in
from directives.reading.duties import duties_in
from directives.reading.kinds import KINDS, DocumentKind, System, kind_named, kind_of, kinds_of
from directives.reading.laws import named_laws_in
from directives.reading.lines import unwrapped
from directives.reading.masthead import read_masthead
from directives.reading.normal import normalise
from directives.reading.numbers import canonical_number, is_same, number_key
from directives.reading.proposals import (
    Bound,
    Citation,
    Due,
    DueKind,
    DutyProposal,
    Masthead,
    NamedLaw,
    Quantity,
    Reading,
    Relation,
)
from directives.reading.relations import relations_of
from directives.reading.run_in import laid_out
from directives.reading.scans import digits_mended, plain_type
from directives.reading.spacing import squeezed

__all__ = [
    "KINDS",
    "Bound",
    "Citation",
    "DocumentKind",
    "Due",
    "DueKind",
    "DutyProposal",
    "Masthead",
    "NamedLaw",
    "Quantity",
    "Reading",
    "Relation",
    "System",
    "canonical_number",
    "kind_named",
    "kind_of",
    "kinds_of",
    "normalise",
    "number_key",
    "read",
]


def read(text: str) -> Reading:
    """Read `text` whole."""
    stored = normalise(text)
    seen = laid_out(without_bars(plain_type(digits_mended(stored))))
    near = squeezed(unwrapped(seen))
    flat = near.text
    found = cited_in(flat)
    frame = read_masthead(seen)
    citations = citations_of(
        relations_of(flat, found, frame.masthead.kind, frame.masthead.number),
        is_own=lambda number: is_same(number, frame.masthead.number),
    )
    named = named_laws_in(flat, (cited.head_start for cited in found))
    first, last = frame.body
    _, addressed = frame.masthead.spans.get("addressees", (0, 0))  # they are asked nothing yet
    body = (near.place(max(first, min(addressed, last))), near.place(last))
    duties = duties_in(flat, body, frame.masthead.issued_on, frame.masthead.kind)
    if near.places:
        citations = tuple(map(near.citation, citations))
        named = tuple(map(near.named, named))
        duties = tuple(map(near.duty, duties))
    return Reading(stored, frame.masthead, citations, named, duties)
