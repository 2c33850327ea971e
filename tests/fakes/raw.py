"""A server below HTTP, which says what it likes."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def raw_server(
    talk: Callable[[socket.socket], None], asked: list[bytes] | None = None, port: int = 0
) -> Iterator[str]:
    """A server that reads a request, which it puts to those `asked`, and then says what it likes."""
    with socket.create_server(("127.0.0.1", port)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, suppress(OSError):
                        request = connection.recv(65536)
                        if asked is not None:
                            asked.append(request)
                        talk(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
