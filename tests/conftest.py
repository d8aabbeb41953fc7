"""What all tests share: the folder of case material, and a browser that may speak to the test server only."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.core.cache import cache

from tests.dovecot import Dovecot

PROJECT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-proxy-server"),
)

# A busy machine is no fault of the code; and what is checked before a change is taken must not depend on luck.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def _nothing_cached() -> Iterator[None]:
    """Counts of failed log-ins and the like must not reach the next test."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of case material that is not part of the project (`FOI_SHARED_DIR`, else beside it)."""
    folder = Path(os.environ.get("FOI_SHARED_DIR") or PROJECT.parent / "shared")
    if not os.path.isdir(folder):  # also where it may not be looked at
        pytest.skip(f"no case material: {folder} is not there (FOI_SHARED_DIR names another place)")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The installed Chromium: of `CHROMIUM`, else the first of the usual names."""
    for name in (os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.skip("no Chromium found: apt-get install chromium, or name it in CHROMIUM")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[object]:
    """A headless Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A real IMAP server with a folder of its own, on a free port of this machine."""
    if not (program := Dovecot.program()):
        pytest.skip("no Dovecot found: apt-get install dovecot-imapd")
    with Dovecot(program) as server:
        yield server


@pytest.fixture
def strangers() -> list[str]:
    """The addresses of other machines that pages asked for."""
    return []


@pytest.fixture
def new_context(browser, live_server, strangers: list[str]) -> Iterator[object]:
    """Make browser contexts at the test server: `new_context(java_script_enabled=False)`.

    Fails the test when a page asks for anything from elsewhere.
    """
    contexts = []
    home = urlsplit(live_server.url).netloc

    def guard(route) -> None:
        address = urlsplit(route.request.url)
        if address.netloc == home or address.scheme in ("data", "blob"):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def make(**options):
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        context.route("**/*", guard)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert strangers == [], f"requests left the machine: {strangers}"


@pytest.fixture
def page(new_context):
    """A page in a fresh context at the test server: `page.goto("/requests/")`."""
    return new_context().new_page()
