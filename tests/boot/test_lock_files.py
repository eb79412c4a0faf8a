"""The lock files pin everything by hash, and name no registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
ADDRESS = re.compile(r"https?://|git\+|file:")
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def unhashed(text: str) -> list[str]:
    """Return the names that no hash follows."""
    entries = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)
    return [entry.split("==")[0] for entry in entries if "==" in entry and "sha256:" not in entry]


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, "package-lock.json"])
def test_no_lock_file_names_a_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert '"resolved"' not in text
    entries = [line for line in text.splitlines() if '"url"' not in line]  # where to give money
    assert [line for line in entries if ADDRESS.search(line)] == []


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_python_package_is_pinned_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert pins(lock)
    assert unhashed(text) == []


def test_a_package_without_a_hash_is_found() -> None:
    assert unhashed("one==1.0 \\\n    --hash=sha256:00\ntwo==2.0\n") == ["two"]


def test_every_npm_package_is_pinned_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, about in packages.items() if name and "integrity" not in about] == []


def test_the_lock_for_development_holds_the_one_for_running() -> None:
    development = pins("requirements-dev.lock")
    running = pins("requirements.lock")
    assert {name: development.get(name) for name in running} == running
