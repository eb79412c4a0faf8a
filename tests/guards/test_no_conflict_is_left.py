"""What git writes into a file that two people changed is resolved before it is committed."""

from collections.abc import Iterable
from pathlib import Path

from tests.guards.test_files_stay_short import tracked

MARKS = (b"<" * 7 + b" ", b"|" * 7 + b" ", b">" * 7 + b" ")


def left_in(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path.name}:{place}"
        for path in paths
        for place, line in enumerate(path.read_bytes().splitlines(), 1)
        if line.startswith(MARKS)
    ]


def test_no_mark_of_a_conflict_is_left() -> None:
    assert left_in(tracked()) == []


def test_a_mark_of_a_conflict_is_found(tmp_path: Path) -> None:
    torn = ["<" * 7 + " HEAD", "mine", "=" * 7, "theirs", ">" * 7 + " branch"]
    (tmp_path / "a.py").write_text("\n".join(torn))
    (tmp_path / "b.md").write_text("Title\n=======\n")
    assert sorted(left_in(tmp_path.iterdir())) == ["a.py:1", "a.py:5"]
