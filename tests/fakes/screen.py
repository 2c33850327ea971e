"""A real terminal, in which the program runs."""

import os
import pty
import subprocess
import sys


def on_terminal(args: list[str], **env: str) -> str:
    """What a real terminal is sent."""
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "condcli", *args],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, **env},
    ) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        process.wait()
    os.close(main)
    return shown.decode()
