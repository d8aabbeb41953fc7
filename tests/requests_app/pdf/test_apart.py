"""PDFs are set in a process of its own, which fetches nothing and breaks nothing but itself."""

import socketserver
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from requests_app.pdf import apart, needs
from requests_app.pdf.types import PrintFailed, TooLarge


@pytest.fixture
def stranger():
    """A server that notes every connection made to it."""
    seen = []

    class Note(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            seen.append(self.client_address)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        server.seen = seen
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_nothing_is_fetched_by_whatever_means_it_is_asked_for(stranger, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret of the server")
    (tmp_path / "secret.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>a secret</text></svg>"
    )
    host, port = stranger.server_address
    address, file = f"http://{host}:{port}/x", f"file://{tmp_path}/secret"
    html = f"""<!doctype html><html lang="en"><head><title>T</title><link rel="stylesheet" href="{address}.css">
    <link rel="attachment" href="{file}.txt"><style>@import "{address}"; @font-face {{ font-family: F;
    src: url({address}.woff) }} p {{ background: url({address}.png); font-family: F }}</style></head>
    <body><p>Words</p><img src="{address}.png" alt="a"><img src="{file}.svg" alt="b"><embed src="{file}.svg">
    <object data="{file}.txt"></object><svg viewBox="0 0 9 9"><title>t</title><image href="{address}.png"/>
    <use href="{file}.svg#a"/></svg></body></html>"""
    css = f"h1 {{ content: url({address}) }} @page {{ background: url({file}.svg) }}"
    with apart.printed(html, css, told=lambda page: None) as path:
        pdf = PdfReader(path)
        assert "Words" in pdf.pages[0].extract_text()
        assert b"secret" not in path.read_bytes()
        assert "secret" not in pdf.pages[0].extract_text()
        assert pdf.attachments == {}
    assert stranger.seen == []
    assert not path.exists()


def test_it_tells_how_many_pages_are_set_as_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "EVERY", 0.0)
    told: list[int] = []
    pages = "".join(f'<p style="break-after: page">{number}</p>' for number in range(4))
    with apart.printed(f"<html lang=en><title>T</title>{pages}", "", told=told.append) as path:
        assert len(PdfReader(path).pages) == 4
    assert told[-1] == 4
    assert told == sorted(told)


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        pytest.raises(TooLarge, match="too large for a PDF"),
        apart.printed("<p>", "", told=lambda page: None, longest=-1),
    ):
        pass


def test_a_process_that_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(PrintFailed, match="broke off"), apart.printed("<p>", "", told=lambda page: None):
        pass


def test_a_caller_that_breaks_off_leaves_no_process_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "EVERY", 0.0)
    places: list[Path] = []
    run = apart._run

    def noted(place: Path, *rest):
        places.append(place)
        return run(place, *rest)

    def fail(page: int) -> None:
        raise ConnectionError("the database is away")

    monkeypatch.setattr(apart, "_run", noted)
    with pytest.raises(ConnectionError), apart.printed("<p>x", "", told=fail):
        pass
    assert [place.exists() for place in places] == [False]


def test_this_machine_is_asked_library_by_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        needs, "LIBRARIES", {"pango-1.0": "libpango-that-is-not-there.so.0", "c": "libc.so.6"}
    )
    assert needs.missing() == ["pango-1.0"]
