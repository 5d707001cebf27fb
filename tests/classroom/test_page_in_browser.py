"""The page of results in a real browser: accessible in both languages, on a telephone too, and nothing runs in it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from ruta import cli
from ruta.messages import LANGUAGES
from tests.classroom.conftest import saved
from tests.site.axe import told
from tests.site.conftest import ALONE, CHROMIUM

pytestmark = pytest.mark.browser


def looked_at(address):
    """Return what the page said, asked for and broke."""
    found = {"said": [], "asked": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.on("dialog", lambda dialog: (found["said"].append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: found["said"].append(message.text))
        page.on("request", lambda request: found["asked"].append(request.url))
        page.goto(address)
        found["width"] = page.evaluate("document.documentElement.scrollWidth")
        # The page forbids every script, and axe is one.
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(address)
        found["axe"] = told(page)
        browser.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_accessible_and_asks_for_nothing(a_class, put, folder, tmp_path, language):
    a_class([(number % 12, 4 + number % 15) for number in range(31)])
    for name, pseudonym in enumerate(["<img src=x onerror=alert(1)>", "<IMG src=x onerror=alert(1)>"]):
        put(f"{name}.json", saved("before", pseudonym))
    put("1.html.json", b"{")
    cli.main(["results", str(folder), "--out", str(tmp_path / "out")])
    address = (tmp_path / "out" / f"results.{language}.html").as_uri()
    # In a thread of its own: where the tests of the site run too, this one has their event loop.
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(looked_at, address).result()
    assert found == {"said": [], "asked": [address], "width": 360, "axe": []}
