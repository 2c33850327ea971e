"""Every test is sealed from the network, the home folder, the environment and the terminal's size."""

import json
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import browser
import pytest
from typer.testing import CliRunner, Result

from condcli.catalog.library import Library
from condcli.cli import app
from condcli.names.resolver import Resolver

pytest_plugins = ["registry", "eutils"]
Run = Callable[..., Result]
Configured = Callable[[str], Path]
SMALL = Path(__file__).parent / "data" / "small" / "conditions.json"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested for want of a browser."""
    for what in browser.missing():
        terminalreporter.write_line(f"!! NOT LOOKED AT IN A BROWSER: {what} is missing", red=True, bold=True)


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of compiled catalogs that all tests share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _sealed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_home: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("CONDCLI_", "XDG_", "LC_", "NCBI_")) or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    for name in ("FORCE_COLOR", "NO_COLOR", "PAGER", "CI", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    sealed = {"HOME": str(home), "COLUMNS": "80", "LINES": "24", "TERM": "xterm", "TZ": "UTC"}
    # The catalogs of tests are small; what they are beside the bundled pages is tested by itself.
    sealed |= {"CONDCLI_ONLY": "1", "CONDCLI_CACHE_HOME": str(cache_home)}
    for name, value in sealed.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def configured(tmp_path: Path) -> Configured:
    """Write config.toml into the home folder of the test."""

    def write(text: str) -> Path:
        path = tmp_path / "home" / ".config" / "condcli" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """Programs that tests start hear Ctrl-C, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only loopback addresses can be reached."""
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: Any) -> None:  # noqa: ANN401  as socket declares it
        if self.family != socket.AF_UNIX and str(address[0]) not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture
def run() -> Run:
    """Run a command line as a person would: `run("show", "ALL", env={...}, stdin=...)`."""

    def invoke(*args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(app, args, input=stdin, env=env, catch_exceptions=False)

    return invoke


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """What reads the names of the bundled pages."""
    return Library.open().resolver


@pytest.fixture
def small() -> dict[str, Any]:
    """The small catalog of the tests, to be altered."""
    loaded: dict[str, Any] = json.loads(SMALL.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def catalog(tmp_path: Path) -> Callable[[Any], str]:
    """Write a catalog file; its path for `--catalog`."""

    def write(content: Any) -> str:  # noqa: ANN401  right and wrong content
        path = tmp_path / "conditions.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write
