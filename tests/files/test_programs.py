"""A program that opens what somebody sent has little: no secrets, no network, an end."""

import sys
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from portal.files import programs
from portal.files.programs import ProgramAbsent, ProgramFailed, require, run, workroom


def python(code: str, *, seconds: int = 20) -> str:
    with workroom() as folder:
        return run([sys.executable, "-I", "-c", code], folder=folder, seconds=seconds).decode()


def test_it_gets_nothing_of_the_portals_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-for-programs")
    seen = python("import os; print(dict(os.environ))")
    assert "not-for-programs" not in seen
    assert "HOME" in seen


def test_it_has_no_network() -> None:
    if not programs._alone():
        pytest.skip("nhân hệ điều hành không cho tiến trình bỏ mạng")
    with pytest.raises(ProgramFailed, match="unreachable"):
        python("import socket; socket.create_connection(('192.0.2.1', 80), 5)")


def test_it_may_not_take_more_memory_than_given(settings: Settings) -> None:
    settings.PROGRAM_MEMORY_BYTES = 200 * 1024 * 1024
    with pytest.raises(ProgramFailed, match="MemoryError"):
        python("bytearray(300 * 1024 * 1024)")


def test_it_is_ended_in_time_with_all_that_it_started(tmp_path: Path) -> None:
    late = tmp_path / "late"
    child = f"import time; time.sleep(3); open({str(late)!r}, 'w')"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(ProgramFailed, match="over 1 s"):
        python(code, seconds=1)
    time.sleep(3)
    assert not late.exists()


def test_its_folder_is_gone_afterwards() -> None:
    with workroom() as folder:
        (folder / "left").write_text("x")
    assert not folder.exists()


def test_a_program_that_is_missing_is_named_with_its_package() -> None:
    with pytest.raises(ProgramAbsent, match=r"no-such-program \(gói such-package\)"):
        require("no-such-program", package="such-package")
