"""A secret is given, or mounted as a file, or made once and kept."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.env import env_secret


def test_a_given_secret_is_used_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TEST_KEY", "given")
    assert env_secret("TEST_KEY", keep_in=tmp_path / "keys") == "given"
    assert not (tmp_path / "keys").exists()


def test_a_secret_mounted_as_a_file_loses_its_line_feed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mounted").write_text("from a file\n")
    monkeypatch.setenv("MOUNTED_KEY_FILE", str(tmp_path / "mounted"))
    assert env_secret("MOUNTED_KEY", keep_in=tmp_path) == "from a file"


def test_a_secret_that_is_not_given_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    made = env_secret("TEST_KEY", keep_in=tmp_path / "keys")
    assert len(made) >= 48
    assert env_secret("TEST_KEY", keep_in=tmp_path / "keys") == made
    assert stat.S_IMODE((tmp_path / "keys" / "test_key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: env_secret("TEST_KEY", keep_in=tmp_path), range(40)))
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["test_key"]


def test_a_folder_that_cannot_be_written_ends_the_start_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match="Không ghi được vào thư mục dữ liệu") as ending:
        env_secret("TEST_KEY", keep_in=tmp_path / "file" / "keys")
    assert "\n" not in str(ending.value.code)
