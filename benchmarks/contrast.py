"""The contrast of what a terminal shows, by WCAG 2, over the palettes that are in use.

    python benchmarks/contrast.py

4.5 is wanted for text, 3 for what is drawn. The first column is the terminal's own text color, in which all
our text is set.
"""

Rgb = tuple[int, int, int]
NAMES = ("red", "green", "yellow", "blue", "magenta", "cyan")
# The background, the text, and the six colors of the usual sixteen; from each program's own settings.
PALETTES = {
    "xterm, black": ("000000", "e5e5e5", "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd"),
    "xterm, white": ("ffffff", "000000", "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd"),
    "Linux console": ("000000", "aaaaaa", "aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa"),
    "Windows Terminal": ("0c0c0c", "cccccc", "c50f1f 13a10e c19c00 0037da 881798 3a96dd"),
    "macOS Terminal, white": ("ffffff", "000000", "990000 00a600 999900 0000b2 b200b2 00a6b2"),
    "GNOME, dark": ("1e1e1e", "ffffff", "c01c28 26a269 a2734c 12488b a347ba 2aa1b3"),
    "GNOME, light": ("ffffff", "1e1e1e", "c01c28 26a269 a2734c 12488b a347ba 2aa1b3"),
    "Solarized, dark": ("002b36", "839496", "dc322f 859900 b58900 268bd2 d33682 2aa198"),
    "Solarized, light": ("fdf6e3", "657b83", "dc322f 859900 b58900 268bd2 d33682 2aa198"),
}


def rgb(code: str) -> Rgb:
    """The parts of a color such as "cd0000"."""
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


def luminance(color: Rgb) -> float:
    """How bright a color is, from 0 to 1."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]  # noqa: PLR2004  WCAG's
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    darker, brighter = sorted((luminance(rgb(one)), luminance(rgb(other))))
    return (brighter + 0.05) / (darker + 0.05)


def main() -> None:
    """Print the table."""
    print(f"| palette | text | {' | '.join(NAMES)} |\n|{'---|' * (len(NAMES) + 2)}")
    rows = []
    for name, (ground, text, colors) in PALETTES.items():
        row = [contrast(text, ground), *(contrast(color, ground) for color in colors.split())]
        rows.append(row)
        print(f"| {name} | {' | '.join(f'{value:.1f}' for value in row)} |")
    print(f"| the least | {' | '.join(f'{min(column):.1f}' for column in zip(*rows, strict=True))} |")


if __name__ == "__main__":
    main()
