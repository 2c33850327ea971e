"""How many lines the bundled pages take on a terminal: the median, nine of ten, and the longest.

python benchmarks/pages.py
"""

import os
import statistics

from rich.console import Console

from condcli import Guide
from condcli.render import condition_page, terminal

WIDTHS = {40: None, 80: 150, 120: 110, 200: None}  # and the most that the median may be


def main() -> None:
    """Print the table."""
    os.environ |= {"FORCE_COLOR": "1", "TERM": "xterm"}
    guide = Guide.open()
    pages = [guide.page(record.id) for record in guide.list()]
    print(
        f"Lines of {len(pages)} pages.\n\n| columns | median | nine of ten | longest | limit of the median |"
    )
    print("|---|---|---|---|---|")
    for width, limit in WIDTHS.items():
        console = Console(width=width, force_terminal=True, highlight=False, markup=False, emoji=False)
        texts = ("".join(terminal.pieces(condition_page.condition(p, close=True), console)) for p in pages)
        counts = sorted(text.count("\n") for text in texts)
        nine = counts[len(counts) * 9 // 10]
        print(f"| {width} | {statistics.median(counts):g} | {nine} | {counts[-1]} | {limit or 'none'} |")


if __name__ == "__main__":
    main()
