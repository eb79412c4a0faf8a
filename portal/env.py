"""The environment, read once: `KEY` or, for secrets mounted as files, `KEY_FILE`.

django-environ does the parsing; this module adds the one thing a single-host
start needs, a secret that is made on first use and kept.
"""

import secrets
import sys
from datetime import time
from pathlib import Path

from environ import FileAwareEnv

env = FileAwareEnv()


def env_secret(key: str, *, keep_in: Path) -> str:
    """Return the secret `key`, or make one and keep it in the folder `keep_in`.

    A production host sets `key` (or `key_FILE`); a single-host start gets its own random
    value, readable by its owner only, the same at every start.
    """
    given = str(env.str(key, default="")).strip()  # a mounted file ends in a line feed
    if given:
        return given
    try:
        return _made_once(keep_in / key.lower())
    except OSError as error:
        sys.exit(
            f"Không ghi được vào thư mục dữ liệu {keep_in} ({error.strerror}): hãy sửa quyền của"
            " thư mục, hoặc đặt DATA_DIR sang thư mục khác."
        )


def spans_of(name: str, text: str) -> tuple[tuple[time, time], ...]:
    """Return "07:30-11:30,13:30-17:00" as pairs of times, which must rise and lie in the daytime."""
    try:
        pairs = [part.split("-") for part in text.split(",")]
        spans = tuple((_time(first), _time(last)) for first, last in pairs)
    except ValueError:
        spans = ()
    bounds = [time(6), *(bound for span in spans for bound in span), time(18)]
    if not spans or sorted(set(bounds[1:-1])) != bounds[1:-1] or sorted(bounds) != bounds:
        sys.exit(
            f"{name}={text} không đọc được: hãy viết như 07:30-11:30,13:30-17:00, từ 06:00 đến 18:00."
        )
    return spans


def _time(text: str) -> time:
    return time.fromisoformat(text.strip())


def _made_once(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        fresh.chmod(0o600)
        try:
            path.hardlink_to(fresh)  # the first process to get here wins, the others read its value
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()
