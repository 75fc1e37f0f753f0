"""One Chromium and one real server for all browser tests of a process; every person gets a fresh context."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.world import World
from tests.faults.server import Server

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=20_000)  # what is there at last is right; how fast, the benchmarks say
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder, folder / "assets", {"DEVELOPMENT": "true"}).start()
    yield server
    server.kill_everything()


@pytest.fixture(scope="session")
def world(server: Server) -> World:
    return World(server)


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Makes pages, each in a browser context of its own: another person, or another device."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        settings = {"viewport": {"width": 390, "height": 844}, "base_url": server.url} | options
        context = browser.new_context(**settings)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
