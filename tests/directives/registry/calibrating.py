"""How sure tesseract must be of a word: measured on pages of our own that look scanned.

`python -m tests.directives.registry.calibrating [SEED]` draws the first page of twenty open texts as a scanner
gives it (150 to 300 dots an inch, askew, noisy, blurred, pale), reads it as an upload is read, lines the words up
with the true ones, and prints for each threshold what the marked words are worth. Its table stands in
`docs/reading.md`.
"""

import csv
import io
import random
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from subprocess import run

from PIL import Image, ImageEnhance, ImageFilter
from weasyprint import HTML

from directives.registry.uploads.scans import looks_misread
from portal.text import nfc
from tests.directives.registry.scanned import STYLE

TEXTS = Path(__file__).parents[1] / "reading" / "texts"
MANY, LINES = 20, 42
DPI = (150, 200, 250, 300)
THRESHOLDS = (50, 60, 70, 80, 85, 88, *range(90, 97))
_TABLE = ["tesseract", "-", "stdout", "-l", "vie", "--psm", "4", "--dpi", "300", "tsv"]
Word = tuple[
    float, bool
]  # how sure, whether right; one of a form that cannot be is sure of nothing


def page_of(text: str, dice: random.Random, dpi: int) -> Image.Image:
    """A page askew by up to a degree and a half, grainy, a little out of focus and faded."""
    html = STYLE + "".join(f"<p>{line or '&nbsp;'}</p>" for line in text.splitlines())
    drawn = run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-png", "-f", "1", "-l", "1"],
        input=HTML(string=html).write_pdf(), capture_output=True, check=True,
    )  # fmt: skip
    page = Image.open(io.BytesIO(drawn.stdout)).convert("L")
    page = page.rotate(dice.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 1.0) * dpi / 200))
    page = ImageEnhance.Contrast(page).enhance(dice.uniform(0.55, 1.0))
    grain = Image.effect_noise(page.size, dice.uniform(10, 60))
    page = Image.blend(page, grain, dice.uniform(0.05, 0.25))
    for _ in range(int(dice.uniform(0, 600))):
        at = dice.randrange(page.width - 3), dice.randrange(page.height - 3)
        page.paste(dice.randrange(160), (*at, at[0] + 2, at[1] + 2))
    return page.resize(
        (page.width * 300 // dpi, page.height * 300 // dpi), Image.Resampling.BICUBIC
    )


def words_of(page: Image.Image) -> Iterator[tuple[str, float]]:
    """What tesseract reads, and how sure it is of each word."""
    kept = io.BytesIO()
    page.save(kept, "PNG")
    told = run(_TABLE, input=kept.getvalue(), capture_output=True, check=True).stdout.decode()
    for row in csv.DictReader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = nfc(row["text"] or "").strip()
        if row["level"] == "5" and any(map(str.isalnum, text)):
            yield text, 0.0 if looks_misread(text) else float(row["conf"])


def judged(true: list[str], read: list[tuple[str, float]]) -> Iterator[Word]:
    """Each word read, and whether it is the one that stands there."""
    aligned = SequenceMatcher(a=true, b=[word for word, _ in read], autojunk=False)
    right = {
        block.b + step for block in aligned.get_matching_blocks() for step in range(block.size)
    }
    yield from ((sure, place in right) for place, (_, sure) in enumerate(read))


def measured(seed: int) -> list[Word]:
    found: list[Word] = []
    for place, path in enumerate(sorted(TEXTS.glob("*.txt"))[:MANY]):
        text = nfc(re.sub(r"[ \t]+", " ", path.read_text()))
        text = "\n".join(text.splitlines()[:LINES])[:2200]
        page = page_of(text, random.Random(seed + place), DPI[place % len(DPI)])
        words = list(
            judged([w for w in text.split() if any(map(str.isalnum, w))], list(words_of(page)))
        )
        found += words
        wrong = sum(not right for _, right in words)
        sys.stderr.write(f"{path.stem}: {len(words)} words, {wrong} wrong\n")
    return found


def table(words: list[Word]) -> str:
    """For each threshold: of the words below it how many are wrong, and of the wrong ones how many it marks."""
    wrong = sum(not right for _, right in words)
    lines = [
        "| threshold | marked | of them wrong (precision) | of the wrong marked (recall) | F1 |",
        "|---|---|---|---|---|",
    ]
    for threshold in THRESHOLDS:
        marked = [right for sure, right in words if sure < threshold]
        hits = sum(not right for right in marked)
        precision, recall = hits / max(1, len(marked)), hits / max(1, wrong)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(
            f"| {threshold} | {len(marked) / len(words):.1%} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"
        )
    return "\n".join([f"{len(words)} words, {wrong} wrong ({wrong / len(words):.1%})", "", *lines])


if __name__ == "__main__":
    sys.stdout.write(table(measured(int(next(iter(sys.argv[1:]), 0)))) + "\n")
