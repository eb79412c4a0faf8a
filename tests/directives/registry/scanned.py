"""Pictures of pages with a known text, as a scanner makes them."""

import io
import random
import subprocess

from django.conf import settings
from PIL import Image, ImageFilter
from weasyprint import HTML

# The portal's own letters: what a machine has of fonts changes what is read from a picture.
TINOS = settings.BASE_DIR / "static" / "vendor" / "fonts" / "Tinos-Regular.ttf"
STYLE = (
    f"<style>@font-face{{font-family:Drawn;src:url('{TINOS.as_uri()}')}}"
    "@page{size:A4;margin:20mm} body{font:14pt Drawn} p{margin:0 0 6pt}</style>"
)


def scan_of(pages: list[str], *, specks: int = 0) -> bytes:
    """A PDF of pictures only, one for each text, a little blurred and with so many specks of dirt."""
    first, *others = [picture_of(text, specks=specks) for text in pages]
    kept = io.BytesIO()
    first.save(kept, "PDF", resolution=200, save_all=True, append_images=others)
    return kept.getvalue()


def picture_of(text: str, *, specks: int = 0) -> Image.Image:
    html = STYLE + "".join(f"<p>{line or '&nbsp;'}</p>" for line in text.splitlines())
    drawn = subprocess.run(
        ["pdftoppm", "-r", "200", "-gray", "-png", "-f", "1", "-l", "1"],
        input=HTML(string=html).write_pdf(), capture_output=True, check=True,
    )  # fmt: skip
    picture = Image.open(io.BytesIO(drawn.stdout)).filter(ImageFilter.GaussianBlur(0.6))
    dice = random.Random(2026)
    for _ in range(specks):
        place = dice.randrange(picture.width - 3), dice.randrange(picture.height - 3)
        picture.paste(dice.randrange(160), (*place, place[0] + 2, place[1] + 2))
    return picture
