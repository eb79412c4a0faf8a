"""Format the code and the templates, and mend what can be mended by itself."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def main() -> int:
    codes = [
        subprocess.run([BIN / "ruff", "check", "--fix", "-q"], cwd=ROOT, check=False).returncode,
        subprocess.run([BIN / "ruff", "format", "-q"], cwd=ROOT, check=False).returncode,
    ]
    if names := templates():  # djade answers 1 when it has changed something: that is no failure
        subprocess.run([BIN / "djade", "--target-version", "5.2", *names], cwd=ROOT, check=False)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
