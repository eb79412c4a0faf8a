"""How a text is written on one line of a list."""

from hypothesis import given
from hypothesis import strategies as st

from portal.text import shortened


@given(st.text(max_size=200), st.integers(8, 120))
def test_a_line_is_never_too_long_and_begins_as_the_text(text: str, letters: int) -> None:
    line, whole = shortened(text, letters), " ".join(text.split())
    assert len(line) <= letters
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


def test_a_line_is_cut_between_words_where_it_can_be() -> None:
    assert shortened("Rà soát  thủ tục\nhành chính", 17) == "Rà soát thủ tục…"
    assert shortened("Rà soát thủ tục", 15) == "Rà soát thủ tục"
    assert shortened("A" * 20, 10) == "A" * 9 + "…"
