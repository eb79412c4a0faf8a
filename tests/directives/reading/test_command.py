"""`manage.py read_document` prints one JSON object a line."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document


def test_each_file_is_one_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("một", "hai"):
        (tmp_path / f"{name}.txt").write_text("Căn cứ Chỉ thị số 33-CT/TU ngày 12/3/2024;")
    call_command("read_document", str(tmp_path / "một.txt"), str(tmp_path / "hai.txt"))
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["doc"] for record in records] == ["một", "hai"]
    assert records[0]["citations"] == [
        {
            "number": "33-CT/TU",
            "type": "chỉ thị",
            "date": "2024-03-12",
            "issuer": None,
            "relation": "legal_basis",
            "start": 18,
            "end": 26,
        }
    ]


def test_a_dash_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Luật Tiếp công dân".encode())))
    call_command("read_document", "-")
    assert json.loads(capsys.readouterr().out)["named"][0]["title"] == "Luật Tiếp công dân"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_encoding_that_word_saves_is_read(
    encoding: str, ends: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ends.join(("Số: 7/KH-UBND", "Thực hiện Chỉ thị số 33-CT/TU", "ngày 12/3/2024;"))
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    call_command("read_document", str(tmp_path / "a.txt"))
    record = json.loads(capsys.readouterr().out)
    assert (record["self"], record["citations"][0]["number"]) == (
        {"number": "7/KH-UBND"},
        "33-CT/TU",
    )


def test_a_record_has_the_keys_that_were_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("1. Sở Y tế rà soát Luật Dược, gửi 02 bản trước 30/6/2026.")
    call_command("read_document", str(tmp_path / "a.txt"))
    record = json.loads(capsys.readouterr().out)
    assert set(record) == {"doc", "self", "masthead", "citations", "named", "duties"}
    assert set(record["named"][0]) == {"title", "type", "start", "end"}
    duty = {"clause", "text", "actors", "due", "quantity", "start", "end"}
    assert set(record["duties"][0]) == duty


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("read_document", str(tmp_path / "không có.txt"))
    (tmp_path / "hỏng.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="không phải văn bản UTF-8, UTF-16, TCVN3 hay VNI"):
        call_command("read_document", str(tmp_path / "hỏng.txt"))


def test_a_broken_file_among_others_is_named_after_they_were_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hỏng.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "a.txt").write_text("Căn cứ Chỉ thị số 33-CT/TU;")
    names = ["không có.txt", "hỏng.docx", "a.txt"]
    with pytest.raises(CommandError) as refused:
        call_command("read_document", *(str(tmp_path / name) for name in names))
    assert [name in str(refused.value) for name in names] == [True, True, False]
    assert json.loads(capsys.readouterr().out)["doc"] == "a"


def test_a_word_file_is_read_as_an_upload_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document()
    document.add_paragraph("Căn cứ Chỉ thị số 33-CT/TU ngày 12/3/2024;")
    document.save(str(tmp_path / "a.docx"))
    call_command("read_document", str(tmp_path / "a.docx"))
    record = json.loads(capsys.readouterr().out)
    assert (record["doc"], record["citations"][0]["number"]) == ("a", "33-CT/TU")
