"""The first steps on a bare machine: what is missing is named, with the command that brings it."""

import ast
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from scripts import bootstrap, system
from scripts.bootstrap import GOALS
from scripts.system import CannotGoOnError

ROOT = Path(__file__).resolve().parent.parent.parent


def sentence(error: pytest.ExceptionInfo[CannotGoOnError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_old_python_can_read_the_bootstrap() -> None:
    ast.parse((ROOT / "scripts" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 8))


def test_an_old_python_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"Cần Python 3\.11 trở lên, máy này có 3\.9"):
        bootstrap.use_new_enough_python([])


def test_a_missing_pango_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_pango", lambda: False)
    with pytest.raises(CannotGoOnError) as error:
        bootstrap.check_system(GOALS["run"])
    assert "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0" in sentence(error)


def test_a_library_that_is_not_there_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system.has_pango()
    monkeypatch.setattr(system, "PANGO_LIBRARIES", ("libnosuchthing.so.0",))
    assert not system.has_pango()


def test_a_missing_venv_module_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "none")
    monkeypatch.setattr(system, "has_ensurepip", lambda: False)
    with pytest.raises(CannotGoOnError) as error:
        bootstrap.check_system(GOALS["run"])
    assert "sudo apt-get install -y python3-venv" in sentence(error)


def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path / "file")
    with pytest.raises(CannotGoOnError) as error:
        bootstrap.check_folder_writable()
    assert str(tmp_path / "file") in sentence(error)


def test_a_step_that_fails_says_where_the_details_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "has_front_end", lambda: False)
    lost = [sys.executable, "-c", "import sys; print('ENOTFOUND'); sys.exit(1)"]
    monkeypatch.setattr(bootstrap, "npm", lambda: lost)
    with pytest.raises(CannotGoOnError) as error:
        bootstrap.install_front_end()
    assert "kho npm" in sentence(error)
    assert "ENOTFOUND" in (tmp_path / "var" / "bootstrap.log").read_text("utf-8")


def test_packages_are_installed_once_for_one_lock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(bootstrap, "make_venv", lambda: None)
    monkeypatch.setattr(bootstrap, "_installer", lambda: ["pip", "install"])
    monkeypatch.setattr(bootstrap, "run_quietly", lambda command, failure: commands.append(command))
    bootstrap.install_lock(bootstrap.DEV_LOCK)
    bootstrap.install_lock(bootstrap.DEV_LOCK)
    bootstrap.install_lock(bootstrap.RUN_LOCK)  # the development lock holds it
    assert len(commands) == 1
    assert "--require-hashes" in commands[0]


def test_the_front_end_is_fetched_again_when_its_lock_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "MODULES", tmp_path)
    for name, version in (("package-lock.json", "1.1"), (".package-lock.json", "1.0")):
        packages = {"": {}, "node_modules/one": {"version": version}}
        (tmp_path / name).write_text(json.dumps({"packages": packages}))
    assert not bootstrap.has_front_end()
    (tmp_path / ".package-lock.json").write_bytes((tmp_path / "package-lock.json").read_bytes())
    assert bootstrap.has_front_end()


def test_every_make_command_is_one_of_the_goals() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = set(re.findall(r"\$\(BOOTSTRAP\) (\w+)", makefile))
    assert called == set(GOALS) - {"setup"}


def test_only_the_demo_commands_start_a_demo() -> None:
    assert {name for name, goal in GOALS.items() if goal.demo} == {"run", "demo"}
