"""Build `static/vendor/` from `node_modules/`: styles, scripts, fonts and the icon sprite.

Nothing in that folder is written by hand or kept in the repository, and nothing in it points to
another host. The work is skipped while its inputs (this file, the npm lock, the list of icons)
are what they were. Run it with the virtual environment's Python, from any folder:

    .venv/bin/python scripts/build_assets.py
"""

import hashlib
import re
import shutil
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICON_LIST = ROOT / "static" / "icons.txt"
INPUTS = [Path(__file__), ROOT / "package-lock.json", ICON_LIST]

COPIES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
SOURCE_MAP = re.compile(r"^\s*(?:/\*|//)# sourceMappingURL=.*$", re.MULTILINE)

SCREEN_FAMILY = "be-vietnam-pro"
SCREEN_WEIGHTS = (400, 500, 600, 700)
SCREEN_SUBSETS = ("vietnamese", "latin")
FIGURES_FAMILY = "Be Vietnam Pro Figures"
PAPER_STYLES = {
    "Tinos-Regular.ttf": "400-normal",
    "Tinos-Italic.ttf": "400-italic",
    "Tinos-Bold.ttf": "700-normal",
    "Tinos-BoldItalic.ttf": "700-italic",
}
PAPER_SUBSETS = ("latin", "latin-ext", "vietnamese")

SVG = "http://www.w3.org/2000/svg"


class BuildError(Exception):
    """What is missing, in one sentence that a person can act on."""


def source(path: str) -> Path:
    found = MODULES / path
    if not found.is_file():
        raise BuildError(f"Thiếu node_modules/{path}: hãy chạy `npm ci` rồi thử lại.")
    return found


def copy_libraries(into: Path) -> None:
    """Copy each library without its source map's address: we do not ship the maps."""
    for name, path in COPIES.items():
        text = source(path).read_text(encoding="utf-8")
        (into / name).write_text(SOURCE_MAP.sub("", text).rstrip() + "\n", encoding="utf-8")


def font_face(subset: str, weight: int, letters: str) -> str:
    return (
        "@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(fonts/{SCREEN_FAMILY}-{subset}-{weight}.woff2)"
        f" format('woff2');unicode-range:{letters}}}\n"
    )


def copy_screen_fonts(into: Path) -> None:
    """Copy the woff2 subsets of the screen face and write `fonts.css` for them."""
    package = f"@fontsource/{SCREEN_FAMILY}"
    ranges = _unicode_ranges(source(f"{package}/unicode.json"))
    rules = []
    for weight in SCREEN_WEIGHTS:
        for subset in SCREEN_SUBSETS:
            file = source(f"{package}/files/{SCREEN_FAMILY}-{subset}-{weight}-normal.woff2")
            shutil.copyfile(file, into / "fonts" / f"{SCREEN_FAMILY}-{subset}-{weight}.woff2")
            rules.append(font_face(subset, weight, ranges[subset]))
    (into / "fonts.css").write_text("".join(rules), encoding="ascii")


def cut_figures(into: Path) -> None:
    """Make digits of one width from the screen face, which has none: columns of numbers line up."""
    rules = []
    for weight in SCREEN_WEIGHTS:
        file = f"{SCREEN_FAMILY}-figures-{weight}.woff2"
        _make_figures(
            into / "fonts" / f"{SCREEN_FAMILY}-latin-{weight}.woff2", into / "fonts" / file
        )
        rules.append(
            f"@font-face{{font-family:'{FIGURES_FAMILY}';font-style:normal;font-display:swap;"
            f"font-weight:{weight};src:url(fonts/{file}) format('woff2');unicode-range:U+30-39}}\n"
        )
    with (into / "fonts.css").open("a", encoding="ascii") as sheet:
        sheet.writelines(rules)


def _make_figures(face: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(face, recalcTimestamp=False)
    cutter = Subsetter(Options(layout_features=[], notdef_outline=True))
    cutter.populate(text="0123456789")
    cutter.subset(font)
    metrics, outlines, names = font["hmtx"], font["glyf"], font.getBestCmap()
    width = metrics[names[ord("0")]][0]
    for name in names.values():
        own, left = metrics[name]
        shift = (width - own) // 2
        outlines[name].coordinates.translate((shift, 0))
        outlines[name].recalcBounds(outlines)
        metrics[name] = (width, left + shift)
    font.flavor = "woff2"
    font.save(target)


def _unicode_ranges(path: Path) -> dict[str, str]:
    return dict(re.findall(r'"([\w-]+)":\s*"([^"]+)"', path.read_text(encoding="utf-8")))


def merge_paper_fonts(into: Path) -> None:
    """Merge the subsets of the document face into one TTF a style.

    WeasyPrint is almost twice as fast with one file a style as with split subsets.
    """
    for name, style in PAPER_STYLES.items():
        files = [
            source(f"@fontsource/tinos/files/tinos-{subset}-{style}.woff2")
            for subset in PAPER_SUBSETS
        ]
        merge_fonts(files, into / "fonts" / name)


def merge_fonts(files: list[Path], target: Path) -> None:
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for number, file in enumerate(files):
            font = TTFont(file, recalcTimestamp=False)
            font.flavor = None
            plain.append(f"{folder}/{number}.ttf")
            font.save(plain[-1])
            head = font["head"]
        merged = Merger(Options(drop_tables=["DSIG"])).merge(plain)
        merged.recalcTimestamp = False  # the same subsets give the same bytes, and so the same PDF
        merged["head"].created, merged["head"].modified = head.created, head.modified
        merged.save(target)


def icon_names() -> list[str]:
    lines = (line.strip() for line in ICON_LIST.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line and not line.startswith("#")})


def icon_symbol(name: str) -> ET.Element:
    """Return one icon as a `<symbol>` that takes the colour of the text around it."""
    drawing = ET.fromstring(source(f"bootstrap-icons/icons/{name}.svg").read_text())  # noqa: S314
    symbol = ET.Element(f"{{{SVG}}}symbol", id=name, viewBox=drawing.attrib["viewBox"])
    symbol.set("fill", "currentColor")
    symbol.extend(drawing)
    return symbol


def write_icons(into: Path) -> None:
    ET.register_namespace("", SVG)
    sprite = ET.Element(f"{{{SVG}}}svg")
    sprite.extend([icon_symbol(name) for name in icon_names()])
    ET.ElementTree(sprite).write(into / "icons.svg", encoding="utf-8", xml_declaration=False)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> bool:
    """Build what is not built yet; return whether anything was done."""
    stamp = VENDOR / ".stamp"
    wanted = fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    fresh = Path(tempfile.mkdtemp(prefix=".vendor-", dir=VENDOR.parent))
    try:
        fresh.chmod(0o755)
        (fresh / "fonts").mkdir()
        copy_libraries(fresh)
        copy_screen_fonts(fresh)
        cut_figures(fresh)
        merge_paper_fonts(fresh)
        write_icons(fresh)
        (fresh / ".stamp").write_text(wanted, encoding="ascii")
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def main() -> int:
    try:
        if build():
            print("Đã dựng static/vendor.")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
