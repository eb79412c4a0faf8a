"""A card scanned into the box of the number: its words go into the boxes of the first person."""

from django.http import QueryDict

from citizens.receptions.rules import Card, NotACardError, is_scan, read_card


def scanned(posted: QueryDict, *, address: str = "place") -> tuple[QueryDict, Card | None]:
    """Put what a scanned card says into the boxes of the first person; what is no card stays typed.

    `address` is the box of the address; a form may have another one for the commune alone.
    """
    typed = posted.get("nguoi1-number", "")
    try:
        card = read_card(typed) if is_scan(typed) else None
    except NotACardError:
        card = None  # its form says why, beside the box
    if card is None:
        return posted, None
    filled = posted.copy()
    said = {"number": card.number, "name": card.name, address: card.address}
    for name, value in said.items():
        filled[f"nguoi1-{name}"] = value or posted.get(f"nguoi1-{name}", "")
    if card.address and "nguoi1-commune" in filled:
        filled["nguoi1-commune"] = ""  # the address names its commune
    return filled, card
