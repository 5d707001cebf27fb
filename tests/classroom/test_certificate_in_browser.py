"""The page of a certificate in a real browser: accessible, one sheet of A4 at its longest, and it asks for nothing."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from ruta.messages import LANGUAGES
from tests.classroom.certificates import HEADER, a_list, issue
from tests.site.axe import told
from tests.site.conftest import ALONE, CHROMIUM

pytestmark = pytest.mark.browser

# The longest that a list can ask for: every module, a name of 120 signs that begins like a tag, and a last day.
LONGEST = f"<img src=x onerror=alert(1)>{'Ñandú de la Ceiba ' * 5},statistics early-warning service-access exchange"


def looked_at(address):
    """Return what the page said and asked for, its width on a telephone, its sheets on paper, and what axe finds."""
    found = {"said": [], "asked": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.on("dialog", lambda dialog: (found["said"].append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: found["said"].append(message.text))
        page.on("request", lambda request: found["asked"].append(request.url))
        page.goto(address)
        found["width"] = page.evaluate("document.documentElement.scrollWidth")
        found["sheets"] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        # The page forbids every script, and axe is one.
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(address)
        found["axe"] = told(page)
        browser.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_certificate_is_one_accessible_sheet(tmp_path, language):
    row = f"{LONGEST},2024-11-20,120.5,2027-12-31"
    assert issue(tmp_path, a_list(tmp_path, row, header=HEADER + ",valid_until")) == 0
    (path,) = (tmp_path / "out").glob(f"*.{language}.html")
    # In a thread of its own: where the tests of the site run too, this one has their event loop.
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(looked_at, path.as_uri()).result()
    assert found == {"said": [], "asked": [path.as_uri()], "width": 320, "sheets": 1, "axe": []}
