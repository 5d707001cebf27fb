"""What axe finds on an open page, told so that a failed test can be read."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def told(page: Page, **options: object) -> list[str]:
    """Return what axe finds on the page, one line for each rule."""
    # Without the places where a rule holds: on a long lesson, listing them is half of axe's time.
    response = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    return [
        f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}) e.g. {violation['nodes'][0]['html'][:200]}"
        for violation in response["violations"]
    ]
