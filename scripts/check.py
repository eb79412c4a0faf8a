"""Everything that can be said of the code without running it: `make check`.

All steps run, so that one start shows all that is to be mended; the last lines name the failed ones.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.fmt import templates

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TYPED = ["portal", "directives", "citizens", "tests", "scripts"]
MANAGE = [sys.executable, "manage.py"]


def steps() -> dict[str, list[str]]:
    tool = {name: str(BIN / name) for name in ("ruff", "mypy", "lint-imports", "djade")}
    found = {
        "ruff check": [tool["ruff"], "check"],
        "ruff format": [tool["ruff"], "format", "--check"],
        "mypy": [tool["mypy"], *[name for name in TYPED if (ROOT / name).is_dir()]],
        "import-linter": [tool["lint-imports"], "--no-cache"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "deployment": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    }
    if names := templates():
        found["djade"] = [tool["djade"], "--check", "--target-version", "5.2", *names]
    return found


def production(folder: str) -> dict[str, str]:
    """Return an environment as a production host's, with nothing of this machine's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "DATA_DIR": folder,
        "HTTPS": "1",
        "ALLOWED_HOSTS": "cong.example.vn",
        "CSRF_TRUSTED_ORIGINS": "https://cong.example.vn",
        "PYTHONWARNINGS": "error::DeprecationWarning:portal,error::DeprecationWarning:directives",
    }


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    print(f"── {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    print(f"   {'đạt' if code == 0 else 'KHÔNG ĐẠT'}, {time.monotonic() - began:.1f} s", flush=True)
    return code == 0


def main() -> int:
    with TemporaryDirectory() as folder:
        environment = production(folder)
        failed = [name for name, command in steps().items() if not run(name, command, environment)]
    print(f"\nKhông đạt: {', '.join(failed)}" if failed else "\nĐạt tất cả.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
