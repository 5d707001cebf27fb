"""The exported items in a player of QTI: every option is chosen, scored and answered as the bank says.

The player is not part of the environment: it comes from npm (``@citolab/qti-components``, 7.27.4, file
``cdn/index.js``) and is under the GPL. RUTA_QTI_PLAYER names a copy of that file; without one these tests are skipped.
"""

import http.server
import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import qti_convert
from playwright.sync_api import sync_playwright

from ruta.classroom import qti_item
from ruta.messages import LANGUAGES
from ruta.practice import bank
from tests.classroom.test_items_export import PILLARS, exported
from tests.classroom.test_items_read_elsewhere import as_text
from tests.site.conftest import ALONE, CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("RUTA_QTI_PLAYER" not in os.environ, reason="no copy of the player is named"),
]
PAGE = (
    '<!doctype html><meta charset="utf-8"><script type="module" src="player.js"></script>'
    "<qti-item><item-container></item-container></qti-item>"
)
# Give the item to the player, choose an option, let the player process the response, and tell what came out.
CHOOSE = """async ([xml, option]) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    await customElements.whenDefined("item-container");
    const container = document.querySelector("item-container");
    container.itemXML = xml;
    const found = () => container.shadowRoot.querySelector("qti-assessment-item");
    for (let turn = 0; turn < 100 && !found(); turn++) await pause();
    const item = found();
    await item.updateComplete;
    await pause();
    item.querySelector(`qti-simple-choice[identifier=${option}]`).click();
    await pause();
    item.processResponse();
    await pause();
    const value = (name) => item.variables.find((each) => each.identifier === name).value;
    const shown = [...item.querySelectorAll("qti-modal-feedback")].filter(
        (each) => each.shadowRoot.querySelector("dialog").open).map((each) => each.getAttribute("identifier"));
    return [value("RESPONSE"), Number(value("SCORE")), shown];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


def played(folder, files):
    """Return for each item and option what the player made of it."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        page = browser.new_page()
        for name, xml in files.items():
            for option in "ABCD":
                page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
                found[name, option] = page.evaluate(CHOOSE, [xml, option])
        browser.close()
    server.shutdown()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pillar", PILLARS, ids=lambda pillar: pillar.id)
def test_every_option_is_scored_and_answered_as_the_bank_says(tmp_path, pillar, language):
    exported(tmp_path, pillar.id, language, "qti")
    files = qti_convert.upgrade_package_files(qti_convert.read_package(str(tmp_path / "bank.qti"))).files
    items = {item.id: item for pair in bank.load(pillar.id) for item in pair.items}
    xml = {name: as_text(files[f"items/{qti_item.identifier(item)}.xml"]) for name, item in items.items()}
    shutil.copy(os.environ["RUTA_QTI_PLAYER"], tmp_path / "player.js")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    # In a thread of its own: where the tests of the site run too, this one has their event loop.
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(played, tmp_path, xml).result()
    expected = {
        (name, option): [option, int(option == item.key.upper()), [option]]
        for name, item in items.items()
        for option in "ABCD"
    }
    assert found == expected
