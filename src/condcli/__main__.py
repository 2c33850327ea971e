"""`condcli` and `python -m condcli`. From the first moment on, Ctrl-C ends it without a traceback."""

import gc
import os
from _signal import (  # type: ignore[import-not-found]  # `signal` itself takes 5 ms to load
    SIGINT,
    default_int_handler,
    getsignal,
    signal,
)

INTERRUPTED = 130
LITTLE_MEMORY = b"condcli: There is too little memory for this. Close other programs, and try again.\n"
# What is said where there is too little memory to load a module; Python loses the MemoryError now and then
LACKS = (
    "MemoryError",
    "failed to map segment",
    "annot allocate memory",
    "cannot map zero-fill pages",
    "without exception set",
    "NULL without",
)


def main() -> None:
    """Run the program; modules take a moment to load, and what is then interrupted has done nothing yet."""
    gc.set_threshold(100_000)  # loading modules sets off ten searches for cycles otherwise, 9 ms in all
    seen_to = getsignal(SIGINT) is default_int_handler
    if seen_to:
        signal(SIGINT, _leave)
    try:
        from condcli.cli import main as run  # noqa: PLC0415  after Ctrl-C is seen to

        if seen_to:  # from now on a command may have something to put right first
            signal(SIGINT, default_int_handler)
        run()
    except KeyboardInterrupt:  # in the last moments
        _leave()
    except RuntimeError as fault:  # in the middle of a class that is made, Python 3.11 wraps it
        if isinstance(fault.__cause__, KeyboardInterrupt):
            _leave()
        raise
    except (ImportError, MemoryError, OSError, SystemError) as fault:
        lacking = isinstance(fault, MemoryError)  # to say more of it takes memory
        if not (lacking or any(said in f"{fault!r}" for said in LACKS)):
            raise
        try:
            os.write(2, LITTLE_MEMORY)
        finally:  # whoever reads it
            os._exit(1)
    finally:
        if seen_to:  # nothing is left to be put right
            signal(SIGINT, _leave)
        gc.freeze()  # all is written: no search for cycles when Python ends, a sixth of what a look-up costs


def _leave(*_: object) -> None:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
