"""Spans survive edits of the text: what is told of any text and any edit."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.registry.rules import Moved, moved

WORDS = st.lists(
    st.sampled_from(["Chỉ thị số", "33/CT-TTg", "39-KL/TU", "ngày", ".", "\n", " ", "ư"]),
    max_size=40,
)
TEXT = "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 và Kết luận số 39-KL/TU,\nUBND xã báo cáo."


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    places = st.integers(0, len(text))
    pairs = st.tuples(places, places).map(sorted).filter(lambda pair: pair[0] < pair[1])
    drawn = draw(st.lists(pairs, max_size=6)) if text else []
    return [(start, end) for start, end in drawn]


@given(st.data(), WORDS, WORDS)
def test_a_span_lies_in_the_text_and_is_called_the_same_only_when_it_is(
    data: st.DataObject, old: list[str], new: list[str]
) -> None:
    before, after = "".join(old), "".join(new)
    asked = data.draw(spans(before))
    for (start, end), found in zip(asked, moved(asked, before, after), strict=True):
        if found is not None:
            assert 0 <= found.start < found.end <= len(after)
            assert found.same == (after[found.start : found.end] == before[start:end])


@given(st.data(), WORDS, WORDS)
def test_spans_keep_their_order(data: st.DataObject, old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    asked = sorted(data.draw(spans(before)))
    kept = [found.start for found in moved(asked, before, after) if found is not None]
    assert kept == sorted(kept)


@given(st.data())
def test_an_edit_outside_of_a_span_leaves_its_words(data: st.DataObject) -> None:
    """However the text around is cut and filled: every word of it comes once."""
    before = " ".join(f"từ{place}" for place in range(data.draw(st.integers(3, 60))))
    words = before.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(words) - 1)))
    middle = " ".join(words[first : last + 1])
    start = len(" ".join([*words[:first], ""])) if first else 0
    around = st.lists(st.sampled_from(["mới", "\n", "khác,", *words[:first]]), max_size=20)
    head, tail = " ".join(data.draw(around)), " ".join(data.draw(st.just(words[last + 1 :][::2])))
    after = f"{head} {middle} {tail}"
    (found,) = moved([(start, start + len(middle))], before, after)
    assert found is not None
    assert found.same
    assert after[found.start : found.end] == middle


@given(WORDS)
def test_an_unchanged_text_moves_nothing(old: list[str]) -> None:
    text = "".join(old)
    whole = [(0, len(text))] if text else []
    assert moved(whole, text, text) == [Moved(start, end, True) for start, end in whole]


def place(of: str) -> tuple[int, int]:
    return TEXT.index(of), TEXT.index(of) + len(of)


@pytest.mark.parametrize(
    ("of", "old", "new", "now"),
    [
        ("39-KL/TU", "Thực hiện", "Căn cứ Nghị quyết đã ban hành,\nthực hiện", "39-KL/TU"),
        ("33/CT-TTg", "33/CT-TTg", "38/CT-TTg", "38/CT-TTg"),
        ("33/CT-TTg", "33/CT-TTg ngày", "33/CT- TTg ngày", "33/CT- TTg"),
        ("39-KL/TU", "39-KL/TU", "39-KL/TƯ", "39-KL/TƯ"),
        ("UBND xã báo cáo.", "xã", "các xã, phường", "UBND các xã, phường báo cáo."),
    ],
)
def test_a_span_covers_what_came_in_its_stead(of: str, old: str, new: str, now: str) -> None:
    after = TEXT.replace(old, new)
    (found,) = moved([place(of)], TEXT, after)
    assert found is not None
    assert (after[found.start : found.end], found.same) == (now, of == now)


def test_a_span_whose_words_are_gone_has_no_place() -> None:
    after = TEXT.replace(" và Kết luận số 39-KL/TU", "")
    assert moved([place("39-KL/TU"), place("UBND xã")], TEXT, after)[0] is None


def test_a_long_text_that_was_rewritten_is_compared_in_bounded_time() -> None:
    before, after = "một\n" * 100_000, "hai ba\n" * 100_000
    began = time.process_time()
    assert moved([(0, 3)], before, after) == [None]
    assert time.process_time() - began < 20


def test_edits_far_apart_in_a_megabyte_lose_nothing_between() -> None:
    lines = "".join(f"dòng {place} của văn bản\n" for place in range(40_000))
    before, after = f"một\n{lines}hai", f"ba bốn\n{lines}năm"
    middle = before.index("dòng 20000 "), before.index("dòng 20001 ")
    (found,) = moved([middle], before, after)
    assert found == Moved(middle[0] + 3, middle[1] + 3, same=True)


def test_a_text_of_few_words_is_compared_in_bounded_time() -> None:
    """What comes again and again tells no place: comparing it whole would take the cube of its length."""
    began = time.process_time()
    moved([(0, 3)], "a\nb\n" * 50_000, "a\nc\n" * 50_000)
    moved([(0, 3)], "a b " * 100_000, "a c " * 100_000)
    assert time.process_time() - began < 20
