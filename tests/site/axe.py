"""What axe finds on an open page, told so that a failed test can be read."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def told(page: Page, *, without: str | None = None, within: str | None = None, **options: object) -> list[str]:
    """Return what axe finds on the page, or without or within the elements of a selector, one line for each rule."""
    context = {"include": [[within or "html"]], "exclude": [[without]] if without else []}
    # Without the places where a rule holds: on a long lesson, listing them is half of axe's time.
    response = Axe().run(page, context=context, options={"resultTypes": ["violations"], **options}).response
    return [
        f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}) e.g. {violation['nodes'][0]['html'][:200]}"
        for violation in response["violations"]
    ]


def shine(page: Page, scheme: str) -> None:
    """Show a page in a colour scheme. Without motion: a button on its way to another colour has neither's contrast."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
