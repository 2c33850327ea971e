"""How it is shown: pages are lists of blocks, and each format turns blocks into text."""
