"""What the operating system must bring, how to see that it is there, and how to install it.

Only the standard library: this runs before anything is installed. A missing piece is reported as
one sentence with the command that brings it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0")


class CannotGoOnError(Exception):
    """Why the command stops, in one sentence with what to do about it."""


def install_line(packages: Iterable[str]) -> str:
    return f"sudo apt-get install -y {' '.join(packages)}"


def has_pango() -> bool:
    """Return whether WeasyPrint will find the libraries that lay out its text."""
    try:
        for library in PANGO_LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_ensurepip() -> bool:
    """Return whether `python3 -m venv` can work: Debian keeps `ensurepip` apart."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def postgres_folder() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent  # a link leads to the folder that holds them all
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def reads_vietnamese_scans() -> bool:
    """Return whether scans can be drawn and their Vietnamese letters read."""
    known = Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")
    return bool(shutil.which("tesseract") and shutil.which("pdftoppm") and any(known))


def faketime() -> Path | None:
    """Return the library that gives a program another clock."""
    found = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    return next(found, None)


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> str | None:
    """Install Debian packages after saying so; return why it failed, or None."""
    print(f"Cài gói hệ thống còn thiếu bằng apt: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], wanted):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            return said[-1] if said else f"{command[1]} trả về mã {done.returncode}"
    return None
