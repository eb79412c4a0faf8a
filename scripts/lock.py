"""Write the lock files: exact versions with hashes, for every platform, and no registry's address.

`uv` does it, from the development lock. The npm lock is written by npm itself; `.npmrc` keeps the
addresses out of it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "dev", "-c", "requirements.lock"],
    "requirements-node.lock": ["--group", "node"],
}
OPTIONS = [
    *["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"],
    *["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"],
]


def main() -> int:
    for lock, sources in LOCKS.items():
        print(f"{lock} …", flush=True)
        command = [str(UV), "pip", "compile", *OPTIONS, *sources, "-o", lock]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
