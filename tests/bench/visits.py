"""Asking the server as a browser does, and how long it took."""

import gzip
import http.client
import re
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.bench.counting import HEADER

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FILES = re.compile(r'(?:href|src)="(/static/[^"#]+\.(?:css|js|svg|png|webp)[^"#]*)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `wire` is the bytes of the body as they were sent, packed."""

    status: int
    seconds: float
    wire: int
    queries: int
    kind: str
    body: bytes = field(repr=False)
    cookies: str = field(default="", repr=False)

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of several answers."""

    seconds: Sequence[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[max(0, round(len(self.seconds) * 0.95) - 1)]


class Browser:
    """One logged-in person."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._files: dict[str, int] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, self._cookie)

    def post_from(self, page: Answer, path: str) -> Answer:
        """Send the form that `page` shows, with nothing typed into it."""
        found = _TOKEN.search(page.text)
        body = urlencode({"csrfmiddlewaretoken": found[1] if found else ""})
        return self._ask("POST", path, f"{self._cookie}; {page.cookies}", body)

    def first_view(self, page: Answer) -> int:
        """Bytes of a page with its styles, scripts and drawings; fonts are kept for good."""
        names = set(_FILES.findall(page.text))
        for name in names - self._files.keys():
            self._files[name] = self.get(name).wire
        return page.wire + sum(self._files[name] for name in names)

    def _ask(self, method: str, path: str, cookie: str, body: str | None = None) -> Answer:
        headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Host": "127.0.0.1"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        began = time.perf_counter()
        try:
            link.request(method, path, body, headers)
            response = link.getresponse()
            content = response.read()
            seconds = time.perf_counter() - began
        finally:
            link.close()
        packed = response.getheader("Content-Encoding") == "gzip"
        cookies = "; ".join(
            one.partition(";")[0] for one in response.headers.get_all("Set-Cookie", [])
        )
        return Answer(
            response.status, seconds, len(content), int(response.getheader(HEADER) or 0),
            response.getheader("Content-Type") or "",
            gzip.decompress(content) if packed else content, cookies,
        )  # fmt: skip


def together(browser: Browser, path: str, *, clients: int, times: int) -> Times:
    """Let `clients` ask for one page at once, `times` each."""
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(browser.get, path) for _ in range(clients * times)]
        return Times([one.result().seconds for one in asked])
