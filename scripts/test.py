"""Run the whole suite: on the embedded default, on PostgreSQL + Redis, and in a browser.

What a stage needs is looked for, and installed when this is root on a machine with apt. What could
not run is named in the last lines; with STRICT=1 it is a failure, but for the tests of real texts
that may lie beside the checkout: the suite is whole without them. Further arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from scripts import system, throwaway
from scripts.system import CannotGoOnError

ROOT = Path(__file__).resolve().parent.parent
NO_TEST_RAN = 5
NO_SHARED = "../shared is not beside this checkout"
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "CI", "TERM", "TMPDIR", "SCREENSHOTS")


@dataclass(frozen=True)
class Stage:
    """One run of pytest: its tests, and the servers that it runs on."""

    name: str
    marks: str
    processes: int = 0
    services: bool = False
    faults: bool = False
    browser: bool = False

    @property
    def postgres_settings(self) -> str:
        return throwaway.SAFE_AGAINST_KILLS if self.faults else throwaway.FAST_NOT_SAFE


STAGES = (
    Stage("mặc định kèm theo (SQLite)", "not services and not browser and not faults", processes=2),
    Stage(
        "PostgreSQL + Redis",
        "not services and not browser and not faults",
        processes=2,
        services=True,
    ),
    Stage("PostgreSQL + Redis, bộ xử lý thật", "services and not browser", services=True),
    Stage(
        "sự cố trên PostgreSQL + Redis, web và bộ xử lý thật", "faults", services=True, faults=True
    ),
    Stage("trình duyệt", "browser", services=True, browser=True),
)


@dataclass
class Outcome:
    """What the stages came to, over all."""

    passed: int = 0
    failed: int = 0
    ran: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    not_run: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def read(self, report: Path) -> None:
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it just now
            name = f"{case.get('classname')}::{case.get('name')}"
            skip = case.find("skipped")
            if skip is not None and skip.get("type") == "pytest.skip":
                self.skipped[name] = skip.get("message", "")
                continue
            self.ran.add(name)
            bad = case.find("failure") is not None or case.find("error") is not None
            self.failed, self.passed = self.failed + bad, self.passed + (not bad)

    def never_ran(self) -> dict[str, str]:
        """Return the tests that every stage skipped, with the reason."""
        return {name: why for name, why in self.skipped.items() if name not in self.ran}


# --- what the stages need ---


def install_what_is_missing() -> str | None:
    """Install the programs of the later stages; return why that failed, or None."""
    missing = []
    if not system.chromium():
        missing.append("chromium")
    if not system.postgres_folder():
        missing.append("postgresql")
    if not shutil.which("redis-server"):
        missing.append("redis-server")
    if not system.faketime():
        missing.append("faketime")
    if not shutil.which("soffice"):
        missing.append("libreoffice-writer-nogui")
    if not system.reads_vietnamese_scans():
        missing += ["tesseract-ocr", "tesseract-ocr-vie", "poppler-utils"]
    if not missing:
        return None
    if not system.can_install():
        return f"cần quyền root để cài, hãy chạy `{system.install_line(missing)}`"
    return system.install(missing)


@contextmanager
def surroundings(stage: Stage) -> Iterator[dict[str, str]]:
    """Start the stage's servers and give the environment that names them."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-test-"))
        found = {name: os.environ[name] for name in KEPT if name in os.environ}
        found |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        if stage.services:
            cluster = stack.enter_context(throwaway.postgres(stage.postgres_settings))
            queue = stack.enter_context(throwaway.redis())
            found |= {"DATABASE_URL": cluster.address, "REDIS_URL": queue.address}
            if stage.faults:  # what the trials may kill and restart
                found |= {"TRIAL_POSTGRES": f"{cluster.folder}:{cluster.port}"}
                found |= {"TRIAL_REDIS": f"{queue.folder}:{queue.port}"}
        else:
            found["REDIS_URL"] = stack.enter_context(throwaway.embedded_broker())
        if stage.browser:
            found["CHROMIUM"] = system.chromium() or ""
            if not found["CHROMIUM"]:
                raise CannotGoOnError("thiếu Chromium")
        yield found


# --- the story ---


def run(stage: Stage, outcome: Outcome, arguments: list[str]) -> None:
    print(f"\n═══ {stage.name}", flush=True)
    with tempfile.TemporaryDirectory() as folder, surroundings(stage) as environment:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", stage.marks]
        if stage.processes:
            command += ["-n", str(stage.processes), "--dist", "loadfile"]
        command += [f"--junitxml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if report.exists():
            outcome.read(report)
    if code == NO_TEST_RAN:
        outcome.not_run.append(f"{stage.name}: không có bài kiểm thử nào được chọn")
    elif code:
        outcome.broken.append(f"{stage.name}: pytest trả về mã {code}")


def close(outcome: Outcome, *, strict: bool) -> int:
    """Say what could not run and what it came to; return the exit code."""
    skipped = sorted(outcome.never_ran().items())
    left_out = outcome.not_run + [f"{name}: {why}" for name, why in skipped if why != NO_SHARED]
    print()
    for line in outcome.broken:
        print(f"HỎNG  {line}")
    for line in left_out:
        print(f"KHÔNG CHẠY ĐƯỢC  {line}")
    for name, _ in (each for each in skipped if each[1] == NO_SHARED):
        print(f"KHÔNG CÓ ../shared  {name}")
    if left_out and strict:
        print("STRICT=1: những gì không chạy được tính là hỏng.")
    failed = outcome.failed or len(outcome.broken)
    print(f"{outcome.passed} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed or (left_out and strict) or not outcome.passed else 0


def main(arguments: list[str]) -> int:
    outcome = Outcome()
    strict = os.environ.get("STRICT", "") not in ("", "0")
    failed = install_what_is_missing()
    if failed:
        print(f"Không cài được những gì bộ kiểm thử cần: {failed}")
    for stage in STAGES:
        try:
            run(stage, outcome, arguments)
        except CannotGoOnError as error:
            outcome.not_run.append(f"{stage.name}: {error}")
    return close(outcome, strict=strict)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
