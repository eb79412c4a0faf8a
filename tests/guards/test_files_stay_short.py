"""A file that passes 400 lines is split by noun before anyone has to scroll."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 400
WRITTEN_BY_HAND = (".py", ".html", ".css", ".js")
FORBIDDEN = {"utils", "helpers", "common", "core", "services", "managers"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def is_generated(path: Path) -> bool:
    return "migrations" in path.parts


def too_long(paths: Iterable[Path]) -> dict[str, int]:
    code = [path for path in paths if path.suffix in WRITTEN_BY_HAND and not is_generated(path)]
    lines = {path: len(path.read_bytes().splitlines()) for path in code}
    return {path.name: count for path, count in lines.items() if count > LONGEST}


def badly_named(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths if FORBIDDEN & {part.split(".")[0] for part in path.parts}]


def test_no_file_is_longer_than_400_lines() -> None:
    assert too_long(tracked()) == {}


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "short.py").write_text("pass\n" * 400)
    (tmp_path / "long.py").write_text("pass\n" * 401)
    assert too_long(tmp_path.iterdir()) == {"long.py": 401}


def test_no_file_is_named_after_nothing() -> None:
    assert badly_named(path.relative_to(ROOT) for path in tracked()) == []


def test_a_file_named_after_nothing_is_found() -> None:
    assert badly_named([Path("portal/utils.py"), Path("portal/core/x.py"), Path("a/b.py")]) == [
        "portal/utils.py",
        "portal/core/x.py",
    ]
