"""What stands in the way of a start is told in one sentence, with what to do about it."""

import fcntl
import socket
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from portal import startup
from portal.startup import CannotStartError


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def refusal(error: pytest.ExceptionInfo[CannotStartError]) -> str:
    sentence = str(error.value)
    assert "\n" not in sentence
    return sentence


def test_a_free_port_is_used() -> None:
    port = free_port()
    assert startup.port_to_use(str(port)) == port


def test_a_taken_port_is_named_with_one_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStartError) as error:
            startup.port_to_use(str(port))
    assert refusal(error).startswith(f"Cổng {port} đang có chương trình khác dùng")
    assert f"make run PORT={startup.other_port(port)}" in refusal(error)


@pytest.mark.parametrize("text", ["", "abc", "0", "70000", "-1", "８０００", "²"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(CannotStartError) as error:
        startup.port_to_use(text)
    assert "từ 1 đến 65535" in refusal(error)


def test_a_data_folder_that_cannot_be_made_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file" / "data"
    with pytest.raises(CannotStartError) as error:
        startup.make_data_folder()
    assert str(settings.DATA_DIR) in refusal(error)
    assert "DATA_DIR" in refusal(error)


def test_a_second_start_on_the_same_data_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    with (tmp_path / "serve.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        with pytest.raises(CannotStartError) as error, startup.only_one_here():
            pass
    assert "đang chạy rồi" in refusal(error)


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(CannotStartError) as error:
        startup.prepare_database(print)
    assert "DATABASE_URL" in refusal(error)


def test_static_files_are_collected_again_only_when_one_has_changed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.css").write_text("a{}")
    before = startup.static_fingerprint()
    assert startup.static_fingerprint() == before
    (tmp_path / "static" / "a.css").write_text("a{b:c}")
    assert startup.static_fingerprint() != before
