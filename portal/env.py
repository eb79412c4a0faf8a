"""The environment, read once: `KEY` or, for secrets mounted as files, `KEY_FILE`.

django-environ does the parsing; this module adds the one thing a single-host
start needs, a secret that is made on first use and kept.
"""

import secrets
import sys
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
