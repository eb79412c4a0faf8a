"""Settling a matter: what can be decided in which round, and what is carried out. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from citizens.receptions.kinds import MatterKind
from citizens.submissions.entries import EndEntry
from citizens.submissions.kinds import RemedyKind, Round, SettlementEnd, Verdict
from citizens.submissions.rules.clocks import Suspended
from citizens.submissions.rules.papers import Problems, secret_problems

# 03/GQKN columns 8–12 and 04/GQTC columns 8–13: what a decision can find, by kind and round.
VERDICTS: dict[tuple[MatterKind, Round], tuple[Verdict, ...]] = {
    (MatterKind.COMPLAINT, Round.FIRST): (Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY),
    (MatterKind.COMPLAINT, Round.SECOND): (Verdict.UPHELD, Verdict.CHANGED),
    (MatterKind.DENUNCIATION, Round.FIRST): (Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY),
    (MatterKind.DENUNCIATION, Round.SECOND): (Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY),
}
# What is counted among another thing is never more (03/GQKN columns 20 ≤ 19, 23 ≤ 22; 05/KQTH 12 ≤ 11, 15 ≤ 14).
_WITHIN = {
    RemedyKind.PUNISH_OFFICIALS: RemedyKind.PUNISH_PERSONS,
    RemedyKind.INVESTIGATE_OFFICIALS: RemedyKind.INVESTIGATE_PERSONS,
}


def acceptance_problems(
    kind: MatterKind, round_: Round, accepted_on: date, *, on: date
) -> Problems:
    found: Problems = {}
    if accepted_on > on:
        found["accepted_on"] = f"Ngày thụ lý {accepted_on:%d/%m/%Y} ở sau hôm nay."
    if round_ is Round.SECOND and (kind, round_) not in VERDICTS:
        found["round"] = f"{kind.label} không có lần hai."
    return found


def round_problems(round_: Round, accepted_on: date, *, begun: Mapping[Round, date]) -> Problems:
    """Say why a matter does not begin a round on that day, given when its rounds began, or nothing.

    A second complaint follows the first, or its expired deadline (Luật Khiếu nại Điều 33). Where the
    first is not written here, it was settled elsewhere.
    """
    if round_ in begun:
        day = begun[round_]
        return {"round": f"{round_.label} của vụ việc này đã có, thụ lý ngày {day:%d/%m/%Y}."}
    first = begun.get(Round.FIRST, accepted_on)
    second = begun.get(Round.SECOND, accepted_on)
    if accepted_on < first:
        return {"accepted_on": f"Lần đầu thụ lý ngày {first:%d/%m/%Y}; lần sau không thể trước đó."}
    if accepted_on > second:
        return {
            "accepted_on": f"Lần sau đã thụ lý ngày {second:%d/%m/%Y}; lần đầu không thể sau đó."
        }
    return {}


def term_problems(kind: MatterKind, *, extensions: int, is_complex: bool) -> Problems:
    """Say why a settlement is not extended so, or nothing (Luật Tố cáo Điều 30)."""
    if not extensions:
        return {}
    if kind is not MatterKind.DENUNCIATION:
        return {
            "extensions": f"Chỉ tố cáo gia hạn được; {kind.label.lower()} có hạn riêng khi phức tạp."
        }
    if extensions > 2:
        return {"extensions": "Gia hạn nhiều nhất hai lần (Điều 30 Luật Tố cáo)."}
    if not is_complex:
        return {"is_complex": "Chỉ vụ việc phức tạp mới được gia hạn (Điều 30 Luật Tố cáo)."}
    return {}


def suspension_problems(
    first: date,
    last: date | None,
    *,
    accepted_on: date,
    ended_on: date | None,
    others: Sequence[Suspended],
    can_be_suspended: bool,
    on: date,
) -> Problems:
    """Return what is wrong with days on which a settlement stands still, by the name of its field."""
    if not can_be_suspended:
        return {"starts_on": "Không có quy định tạm đình chỉ cho loại việc này."}
    if ended_on is not None:
        return {"starts_on": f"Việc giải quyết đã kết thúc ngày {ended_on:%d/%m/%Y}."}
    found: Problems = {}
    if first > on:
        found["starts_on"] = f"Ngày {first:%d/%m/%Y} ở sau hôm nay."
    elif first < accepted_on:
        found["starts_on"] = f"Thụ lý ngày {accepted_on:%d/%m/%Y}; không tạm đình chỉ trước đó."
    elif any(_meet(Suspended(first, last), other) for other in others):
        found["starts_on"] = "Những ngày này đã nằm trong một lần tạm đình chỉ khác."
    if last is not None and last < first:
        found["ends_on"] = f"Ngày cuối phải từ ngày đầu {first:%d/%m/%Y} trở đi."
    elif last is not None and last > on:
        found["ends_on"] = f"Ngày {last:%d/%m/%Y} ở sau hôm nay; chưa biết thì để trống."
    return found


def _meet(one: Suspended, other: Suspended) -> bool:
    far = date.max
    return one.first <= (other.last or far) and other.first <= (one.last or far)


def end_problems(
    entry: EndEntry, kind: MatterKind, round_: Round, *, accepted_on: date, on: date
) -> Problems:
    """Return what is wrong with how a settlement ended, by the name of its field."""
    found = _ended(entry, accepted_on=accepted_on, on=on)
    allowed = VERDICTS.get((kind, round_), ())
    if entry.end is SettlementEnd.DECIDED:
        if not entry.decision_number:
            found["decision_number"] = "Hãy ghi số quyết định, kết luận hoặc văn bản trả lời."
        if allowed and entry.verdict is None:
            found["verdict"] = "Hãy chọn kết quả."
    if entry.verdict is not None and entry.end is not SettlementEnd.DECIDED:
        found["verdict"] = "Kết quả chỉ có khi đã có quyết định, kết luận."
    elif entry.verdict is not None and entry.verdict not in allowed:
        listed = ", ".join(one.label.lower() for one in allowed)
        found["verdict"] = (
            f"{kind.label} {round_.label.lower()} có các kết quả: {listed}."
            if allowed
            else f"{kind.label} không có kết quả đúng, sai."
        )
    texts = {
        "content": entry.content, "decided_by": entry.decided_by,
        "decision_number": entry.decision_number,
    }  # fmt: skip
    return found | secret_problems(texts, is_secret=kind.is_secret)


def _ended(entry: EndEntry, *, accepted_on: date, on: date) -> Problems:
    if entry.end is None:
        return {"end": "Hãy chọn cách kết thúc."} if entry.ended_on else {}
    if entry.ended_on is None:
        return {"ended_on": "Hãy ghi ngày."}
    if entry.ended_on > on:
        return {"ended_on": f"Ngày {entry.ended_on:%d/%m/%Y} ở sau hôm nay."}
    if entry.ended_on < accepted_on:
        return {"ended_on": f"Ngày kết thúc ở trước ngày thụ lý {accepted_on:%d/%m/%Y}."}
    if entry.reported_on and not entry.ended_on <= entry.reported_on <= on:
        return {"reported_on": "Ngày báo kết quả từ ngày kết thúc đến hôm nay."}
    return {}


def remedy_problems(
    remedies: Mapping[RemedyKind, tuple[Decimal, Decimal]],
    *,
    decided_on: date | None,
    executed_on: date | None,
    as_of: date,
    on: date,
) -> Problems:
    """Return what is wrong with what is ordered and carried out, by "kind-owed", "kind-done"."""
    if decided_on is None:
        return {"executed_on": "Chưa có quyết định, kết luận thì chưa có gì để thi hành."}
    found: Problems = {}
    for kind, (owed, done) in remedies.items():
        found |= _thing_problems(kind, owed, done, remedies)
    if as_of != executed_on and not decided_on <= as_of <= on:
        found["as_of"] = f"Chọn ngày trong khoảng {decided_on:%d/%m/%Y} – {on:%d/%m/%Y}."
    if executed_on is not None and not decided_on <= executed_on <= on:
        found["executed_on"] = f"Thi hành xong trong khoảng {decided_on:%d/%m/%Y} – {on:%d/%m/%Y}."
    elif executed_on is not None and any(done < owed for owed, done in remedies.values()):
        found["executed_on"] = "Còn nội dung chưa thi hành hết, chưa ghi là thi hành xong."
    return found


def _thing_problems(
    kind: RemedyKind,
    owed: Decimal,
    done: Decimal,
    remedies: Mapping[RemedyKind, tuple[Decimal, Decimal]],
) -> Problems:
    found: Problems = {}
    if owed < 0 or done < 0:
        found[f"{kind}-owed"] = "Số này không thể âm."
    elif done > owed:
        found[f"{kind}-done"] = "Đã thi hành nhiều hơn phải thi hành."
    elif kind.is_counted and (owed % 1 or done % 1):
        found[f"{kind}-owed"] = "Nhập một số nguyên."
    if whole := _WITHIN.get(kind):
        most_owed, most_done = remedies.get(whole, (Decimal(0), Decimal(0)))
        if owed > most_owed:
            found[f"{kind}-owed"] = f"Không thể nhiều hơn “{whole.label}”."
        elif done > most_done:
            found[f"{kind}-done"] = f"Không thể nhiều hơn “{whole.label}” đã thi hành."
    return found
