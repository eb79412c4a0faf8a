from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun
from portal.keys.columns import SEALED
from portal.keys.figures import stale_rows

PORTION = 500


@job_kind("keys_rotate", title="Thay khóa mã hóa, tra cứu")
def rotate(run: JobRun) -> None:
    """Seal anew, portion by portion, whatever does not stand under the newest keys.

    A row that somebody writes meanwhile is left to that writer; a portion done twice finds nothing.
    """
    for item in run.each(_plan()):
        place, above = (int(part) for part in item.key.split(":"))
        with item:
            with item.done():
                unreadable = SEALED[place].renew_some(above=above, up_to=above + PORTION)
            if unreadable:
                run.update(note=f"{unreadable} số trong phần này không khóa nào mở được.")
    left = stale_rows()
    if left:
        raise JobFailure(
            f"Còn {left} dòng chưa thay được: không khóa nào trong cấu hình mở được, hoặc vừa có người"
            " ghi bằng khóa cũ. Hãy giữ khóa cũ, xem trang Khóa rồi chạy lại."
        )


def _plan() -> dict[str, str]:
    return {
        f"{place}:{above}": f"{columns.title}, từ mã {above + 1}"
        for place, columns in enumerate(SEALED)
        for above in columns.portions(PORTION)
    }
