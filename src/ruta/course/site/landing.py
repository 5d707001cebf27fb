"""The first page of the site: which language."""

import html

from ruta.messages import text

PAGE = """<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ruta</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1rem; }}
a {{ display: inline-block; padding: .6rem 1.2rem; border: 2px solid; border-radius: 6px; color: inherit; }}
a:focus-visible {{ outline: 3px solid; outline-offset: 3px; }}
section {{ margin: 2.5rem 0; }}
</style>
</head>
<body>
<main>
<h1>Ruta</h1>
{sections}
</main>
</body>
</html>
"""
SECTION = '<section lang="{language}"><p>{what}</p><p><a href="{language}/book/index.html">{enter}</a></p></section>'


def landing(languages: tuple[str, ...]) -> str:
    """Return the page; Spanish comes first, because most trainees read Spanish.

    Parameters
    ----------
    languages
        Languages that the site has.
    """
    ordered = sorted(languages, key=lambda language: language != "es")
    sections = (
        SECTION.format(
            language=language,
            what=html.escape(text("site.what", language=language)),
            enter=html.escape(text("site.enter", language=language)),
        )
        for language in ordered
    )
    return PAGE.format(sections="\n".join(sections))
