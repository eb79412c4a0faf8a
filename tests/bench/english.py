"""How long eyecite takes over an English opinion of so many letters: prints seconds. Run by `bench_reading`
in an environment of its own: a package that eyecite needs installs a `tests` of its own, over ours.
"""

import sys
import time

from eyecite import get_citations  # type: ignore[import-not-found]

PARAGRAPH = """{number}. The district court granted summary judgment, relying on Harlow v. Mercer, {number}
F.3d 412, 418 (9th Cir. 1998), and on Dunmore v. City of Alden, 512 U.S. {number}, 531 (1994). We review de novo.
See Pratt
v. Lyle, 88 F. Supp. 2d {number} (S.D.N.Y. 2000). Appellant answers that 42 U.S.C. § 1983 reaches the claim; id.
at 419. The statute asks more than that of a plaintiff.\n"""


def main(letters: int) -> None:
    paragraphs = range(1, letters // len(PARAGRAPH) + 2)
    opinion = "".join(PARAGRAPH.format(number=number) for number in paragraphs)[:letters]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        get_citations(opinion)
        times.append(time.perf_counter() - began)
    sys.stdout.write(f"{min(times)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
