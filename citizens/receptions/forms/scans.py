"""A card scanned into a box of somebody's row: its words go into the boxes of that person."""

import re

from django.http import QueryDict

from citizens.receptions.rules import Card, NotACardError, is_scan, read_card

# A scanner types where the cursor stands: often the box of the name, one Enter too far.
_BOX = re.compile(r"^nguoi(\d{1,3})-(?:number|name|place|address)$")


def scanned(posted: QueryDict, *, address: str = "place") -> tuple[QueryDict, dict[int, Card]]:
    """Put what scanned cards say into their people's boxes; what is no card stays typed.

    `address` is the box of the address; a form may have another one for the commune alone. The cards
    come by the place of the person, 1 for the first.
    """
    found = {
        box: card for box in posted if _BOX.match(box) and (card := _card(posted.get(box, "")))
    }
    if not found:
        return posted, {}
    filled, cards = posted.copy(), {}
    for box, card in found.items():
        row = box.partition("-")[0]
        said = {"number": card.number, "name": card.name, address: card.address}
        for name, value in said.items():
            typed = f"{row}-{name}"
            filled[typed] = value or ("" if typed in found else posted.get(typed, ""))
        if card.address and f"{row}-commune" in filled:
            filled[f"{row}-commune"] = ""  # the address names its commune
        cards[int(row.removeprefix("nguoi"))] = card
    return filled, cards


def _card(typed: str) -> Card | None:
    try:
        return read_card(typed) if is_scan(typed) else None
    except NotACardError:
        return None  # its form says why, beside the box
