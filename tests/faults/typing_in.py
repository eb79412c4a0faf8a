"""What an official sends: forms over real HTTP, sent again with the same key until it is answered."""

import http.client
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client

from portal.calendar.clock import today

TOKEN = "t" * 32
NEW_VISIT = "/tiep-cong-dan/moi/"


@dataclass
class Answer:
    """Status 0: the line was cut before an answer came."""

    status: int
    text: str = ""
    location: str = ""


@dataclass
class Official:
    """Somebody at a browser that is logged in already."""

    client: Client
    port: int
    answers: list[Answer] = field(default_factory=list)

    def post(self, address: str, typed: dict[str, Any]) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed}).encode()
        return self.send(address, body, "application/x-www-form-urlencoded")

    def post_with_file(
        self, address: str, typed: dict[str, Any], *, name: str, file: bytes
    ) -> Answer:
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrfmiddlewaretoken": TOKEN, **typed}.items()
        ]
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="a.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body = b"".join([*parts, head.encode(), file, f"\r\n--{mark}--\r\n".encode()])
        return self.send(address, body, f"multipart/form-data; boundary={mark}")

    def send(self, address: str, body: bytes, media_type: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        session = self.client.cookies["sessionid"].value
        headers = {
            "Content-Type": media_type,
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        }
        try:
            line.request("POST", address, body, headers)
            got = line.getresponse()
            answer = Answer(got.status, got.read().decode(), got.headers.get("Location", ""))
        except (OSError, http.client.HTTPException):
            answer = Answer(0)
        finally:
            line.close()
        self.answers.append(answer)
        return answer

    def post_until_saved(self, address: str, typed: dict[str, Any], seconds: float = 60) -> Answer:
        """Send the same form, with the same key, until the server says that it is saved."""
        deadline = time.monotonic() + seconds
        while (answer := self.post(address, typed)).status != 302:
            assert answer.status in (0, 502, 503), answer
            assert time.monotonic() < deadline, "never saved"
            time.sleep(0.2)
        return answer


def a_visit(summary: str) -> dict[str, str]:
    """What the counter posts for a plain visit, with a key of its own."""
    return {
        "act": "save", "key": str(uuid4()), "kind": "petition", "field": "other",
        "received_on": f"{today():%d/%m/%Y}", "channel": "regular", "host": "official",
        "mode": "in_person", "official_name": "Nguyễn Thị Thủy", "head_count": "1",
        "nguoi1-number": "", "nguoi1-name": "Nguyễn Văn Tuấn", "nguoi1-place": "Thôn Đông",
        "nguoi1-commune": "phường Lục Nam", "summary": summary, "outcome": "pending",
    }  # fmt: skip
