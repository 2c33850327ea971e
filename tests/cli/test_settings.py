"""Settings that cannot be used are said in one line, whichever they are."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from conftest import SMALL, Run
from registry import Registry, study

from condcli import folders
from condcli.sources import update

BOTH = dict(update.SOURCES)


@pytest.fixture
def own_tls(monkeypatch: pytest.MonkeyPatch, registry: Registry) -> Registry:
    """A registry that condcli asks with certificates of its own reading."""
    monkeypatch.setattr(httpx, "Client", getattr(httpx.Client, "func"))  # noqa: B009  of the partial
    return registry


@pytest.mark.usefixtures("own_tls")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("SSL_CERT_FILE", None),
        ("SSL_CERT_FILE", "no certificate"),
        ("SSLKEYLOGFILE", None),
    ],
    ids=["a missing file", "no certificate", "a key log that cannot be written"],
)
def test_certificates_that_cannot_be_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | None
) -> None:
    path = tmp_path / "none" / "file"
    if content:
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setenv(name, str(path))
    result = run("update", "ALL")
    assert result.exit_code == 2
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:99999/x",
        "http://127.0.0.1:port/x",
        "https://" + "a" * 64 + ".org",
        "https://" + "a." * 200 + "org",
        "https://example..org",
        "https://ex\udcffample.org",
        "https://example.org/\udcff",
        "https://\u202e.org",
    ],
    ids=ascii,
)
def test_addresses_that_cannot_be_used(run: Run, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
    result = run("update", "ALL")
    assert result.exit_code in {2, 5}
    assert "CONDCLI_CTGOV_URL cannot be used" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("address", ["/" + "a" * 70_000, "/d?x=1", "/d#x"], ids=["long", "?", "#"])
def test_an_address_with_more_than_an_address_is_refused_at_once(
    run: Run, registry: Registry, pubmed: object, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert pubmed
    for name in ("CONDCLI_CTGOV_URL", "CONDCLI_PUBMED_URL"):
        with monkeypatch.context() as patched:
            patched.setenv(name, f"http://127.0.0.1:9{address}")
            patched.setattr(update, "SOURCES", BOTH)
            result = run("update", "ALL")
        assert (result.exit_code, f"{name} cannot be used" in result.stderr) == (2, True)
        assert len(result.stderr) < 300
    assert registry.queries == []


@pytest.mark.parametrize("name", ["CONDCLI_EMAIL", "NCBI_API_KEY"])
def test_who_asks_at_length(run: Run, pubmed: object, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert pubmed
    monkeypatch.setenv(name, "k" * 100_000)
    result = run("update", "ALL")
    assert result.exit_code == 2
    assert f"{name} cannot be used (it has 100,000 signs)" in result.stderr


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (("show", "ALL"), {"CONDCLI_WIDTH": "9" * 70_000}),
        (("show", "ALL"), {"CONDCLI_COLOR": "c" * 70_000}),
        (("show", "ALL"), {"CONDCLI_DATA_HOME": "/d" * 35_000}),
        (("show", "ALL"), {"CONDCLI_CATALOG": "/d" * 35_000}),
        (("update", "ALL"), {"CONDCLI_DATA_HOME": "/d" * 35_000}),
        (("update", "ALL"), {"ALL_PROXY": "x" * 70_000}),
        (("config", "--edit"), {"CONDCLI_CONFIG_HOME": "/d" * 35_000, "EDITOR": "true"}),
        (("config", "--edit"), {"EDITOR": "e" * 70_000}),
    ],
    ids=" ".join,
)
def test_a_long_setting_is_not_repeated_whole(
    run: Run, home: Path, words: tuple[str, ...], env: dict[str, str]
) -> None:
    assert home
    (said,) = set(run(*words, env=env).stderr.splitlines())
    assert len(said) < 600


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder below more others than Python calls functions in one another."""
    yield tmp_path / "y" / "/".join("y" * 1_500)
    subprocess.run(["rm", "-r", "-f", tmp_path / "y"], check=True)  # noqa: S607  which does so too


@pytest.mark.parametrize("name", ["CONDCLI_DATA_HOME", "XDG_DATA_HOME"])
def test_a_deep_folder_of_the_store(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch, deep: Path, name: str
) -> None:
    registry.studies = [study(1)]
    monkeypatch.delenv("CONDCLI_DATA_HOME")
    result = run("update", "ALL", env={name: str(deep)})
    assert (result.exit_code, result.stderr.count("\n")) == (5, 1)
    assert "cannot be written" in result.stderr
    assert result.stderr.endswith("Set CONDCLI_DATA_HOME to a folder of your own.\n")


def test_a_deep_folder_of_the_cache_is_done_without(run: Run, deep: Path) -> None:
    page = run("show", "ALL", "--catalog", str(SMALL))
    result = run("show", "ALL", "--catalog", str(SMALL), env={"CONDCLI_CACHE_HOME": str(deep)})
    assert (result.exit_code, result.stdout, result.stderr) == (0, page.stdout, "")


def test_a_deep_folder_of_the_configuration_is_made(run: Run, deep: Path) -> None:
    result = run("config", "--edit", env={"CONDCLI_CONFIG_HOME": str(deep), "EDITOR": "true"})
    assert (result.exit_code, result.stderr) == (0, "")
    assert (deep / "config.toml").exists()


@pytest.mark.parametrize("name", ["CONDCLI_EMAIL", "NCBI_API_KEY"])
@pytest.mark.parametrize("value", ["a\udcff@example.org", "a\n@example.org", "\x1b[2J"], ids=ascii)
def test_who_asks_with_a_stray_byte(
    run: Run, pubmed: object, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert pubmed
    monkeypatch.setenv(name, value)
    result = run("update", "ALL")
    assert result.exit_code == 2
    assert f"{name} cannot be used" in result.stderr


def test_a_proxy_with_a_bad_address(run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.studies = [study(1)]
    for proxy in ("http://" + "a" * 70 + ".org", "http://127.0.0.1:99999", "http://[", "http://x\udcff"):
        monkeypatch.setenv("HTTP_PROXY", proxy)
        result = run("update", "ALL")
        assert result.exit_code in {2, 5}
        assert "Traceback" not in result.stderr


def test_a_folder_that_is_gone_has_none_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(OSError, match="No such file"):
        folders.make(Path("a", "b"))
