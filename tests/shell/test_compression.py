"""Pages go out packed; files, short answers and readers without gzip get them as they are."""

import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from portal.compression import HEAD, PackingMiddleware, packed

WORDS = "Phiếu lấy ý kiến của Ủy ban MTTQ Việt Nam xã Lục Nam. " * 40
TAKES = "gzip, deflate, br"


def through(response: HttpResponse, *, takes: str) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/", HTTP_ACCEPT_ENCODING=takes)
    return PackingMiddleware(lambda _: response)(request)


def test_a_page_is_packed_and_says_so() -> None:
    answer = through(HttpResponse(WORDS), takes=TAKES)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.content) < len(WORDS.encode()) / 5
    assert gzip.decompress(answer.content).decode() == WORDS


def test_who_does_not_take_gzip_gets_it_as_it_is_and_caches_know() -> None:
    answer = through(HttpResponse(WORDS), takes="br")
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content.decode() == WORDS


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("ok"),
        HttpResponse(WORDS, content_type="application/pdf"),
        HttpResponse(WORDS, headers={"Content-Encoding": "br"}),
        FileResponse([WORDS.encode()], content_type="text/plain"),
    ],
    ids=["short", "a file", "packed before", "a stream"],
)
def test_the_rest_is_left_alone(answer: HttpResponse) -> None:
    encoding = answer.headers.get("Content-Encoding")
    assert through(answer, takes=TAKES).headers.get("Content-Encoding") == encoding


def test_the_length_of_a_page_tells_nothing_of_its_words() -> None:
    made = [packed(WORDS.encode()) for _ in range(200)]
    assert len({len(one) for one in made}) > 50
    assert len({one[one.index(b"\0", HEAD) :] for one in made}) == 1  # the rest is the same


@pytest.mark.django_db
def test_the_portal_packs_its_pages(client: Client) -> None:
    answer = client.get("/tai-khoan/dang-nhap/", headers={"Accept-Encoding": "gzip"})
    assert b"</html>" in gzip.decompress(answer.content)
