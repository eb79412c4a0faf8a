"""Where mail goes: to a server, into the demo's folder, or nowhere, and then nobody is promised any."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = (
    "from portal import settings as s; "
    "print(s.EMAIL_BACKEND.split('.')[-2], s.DIGESTS, getattr(s, 'EMAIL_FILE_PATH', ''), s.SITE_URL)"
)


def start(tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **given}
    return subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_a_host_without_a_mail_server_promises_no_mail(tmp_path: Path) -> None:
    assert start(tmp_path).stdout.split()[:2] == ["dummy", "False"]


def test_a_host_with_a_mail_server_sends(tmp_path: Path) -> None:
    told = start(
        tmp_path, EMAIL_URL="smtp+tls://u:p@mail.example:587",
        CSRF_TRUSTED_ORIGINS="https://cong.example",
    )  # fmt: skip
    assert told.stdout.split() == ["smtp", "True", "https://cong.example"]


def test_the_demos_mail_lies_in_its_data_folder(tmp_path: Path) -> None:
    assert start(tmp_path, DEMO="on").stdout.split()[:3] == [
        "filebased",
        "True",
        f"{tmp_path}/mail",
    ]


def test_a_promise_of_mail_without_a_server_stops_the_start(tmp_path: Path) -> None:
    refused = start(tmp_path, DIGESTS="on")
    assert refused.returncode == 1
    assert "chưa có máy chủ thư" in refused.stderr


def test_mail_into_the_log_is_no_mail(tmp_path: Path) -> None:
    assert start(tmp_path, DIGESTS="on", EMAIL_URL="consolemail://").returncode == 1
