"""Settings that cannot be used are said in one line, whichever they are."""

from pathlib import Path

import httpx
import pytest
from conftest import Run
from registry import Registry, study


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
