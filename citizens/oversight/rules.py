"""One undertaking: its days and its numbers. Pure; columns are those of 06/QLKNTC, TT 06/2025/TT-TTCP."""

from datetime import date

from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind

Problems = dict[str, str]
PROPOSED = (
    "discipline_organisations", "discipline_persons", "refer_organisations", "refer_persons",
)  # fmt: skip
EXECUTED = (
    "disciplined_organisations", "disciplined_persons", "prosecuted_cases", "prosecuted_persons",
)  # fmt: skip
# What was done of what a conclusion proposed is never more (columns 14 ≤ 9, 15 ≤ 10 of one conclusion).
_OF_PROPOSED = {
    "disciplined_organisations": "discipline_organisations",
    "disciplined_persons": "discipline_persons",
}


def undertaking_problems(
    entry: UndertakingEntry, *, on: date, office_since: date | None
) -> Problems:
    """Return every problem by the name of its field. `on` is today."""
    found = _day_problems(entry, on=on, office_since=office_since)
    if not entry.title:
        found["title"] = "Hãy ghi trích yếu, tên việc."
    if entry.kind.is_text and not entry.number:
        found["number"] = "Hãy ghi số, ký hiệu văn bản."
    if entry.kind is UndertakingKind.TRAINING and entry.people < 1:
        found["people"] = "Hãy ghi số người dự, ít nhất 1."
    if entry.kind is UndertakingKind.INSPECTION:
        found |= _inspection_problems(entry, on=on)
    return found


def _day_problems(entry: UndertakingEntry, *, on: date, office_since: date | None) -> Problems:
    if entry.day > on:
        return {"day": f"Ngày {entry.day:%d/%m/%Y} ở sau hôm nay ({on:%d/%m/%Y})."}
    if office_since is not None and entry.day < office_since:
        return {"day": f"Cơ quan hoạt động từ ngày {office_since:%d/%m/%Y}; chọn ngày từ đó."}
    return {}


def _inspection_problems(entry: UndertakingEntry, *, on: date) -> Problems:
    found = _conclusion_problems(entry, on=on)
    if entry.units < 1:
        found["units"] = "Hãy ghi số đơn vị được thanh tra, kiểm tra, ít nhất 1."
    if entry.executed_on is None:
        done = next((name for name in EXECUTED if getattr(entry, name)), None)
        if done:
            found["executed_on"] = "Đã ghi kết quả thực hiện: hãy ghi ngày thực hiện xong."
    elif entry.concluded_on is None:
        found["executed_on"] = "Chưa có kết luận thì chưa có gì để thực hiện."
    elif not entry.concluded_on <= entry.executed_on <= on:
        found["executed_on"] = "Ngày thực hiện xong từ ngày kết luận đến hôm nay."
    for done, proposed in _OF_PROPOSED.items():
        if getattr(entry, done) > getattr(entry, proposed):
            found[done] = f"Nhiều hơn số kiến nghị ({getattr(entry, proposed)})."
    return found


def _conclusion_problems(entry: UndertakingEntry, *, on: date) -> Problems:
    if entry.concluded_on is None:
        told = entry.conclusion_number or any(getattr(entry, name) for name in PROPOSED)
        return {"concluded_on": "Đã ghi kết luận: hãy ghi ngày kết luận."} if told else {}
    found: Problems = {}
    if not entry.day <= entry.concluded_on <= on:
        found["concluded_on"] = "Ngày kết luận từ ngày bắt đầu đến hôm nay."
    if not entry.conclusion_number:
        found["conclusion_number"] = "Hãy ghi số kết luận."
    return found
