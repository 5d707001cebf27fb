"""The page of a closing report: what its notebook showed, in one file that asks nothing of anybody.

The notebook gives the pieces (`ruta.exchange.report_parts`), every text of them escaped; the page forbids itself, by
its content security policy, to load or run anything at all.
"""

from html import escape
from html.parser import HTMLParser

from nbformat import NotebookNode

from ruta.errors import InputError
from ruta.exchange.report_parts import MIME, slug
from ruta.exchange.report_words import say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = (
    ":root{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;"
    "color:#1a1a1a;background:#fff}h1{line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid #1a1a1a}"
    "h3{margin-top:2rem}a{color:#1f4e79}.note{border:2px solid #1a1a1a;padding:.5rem 1rem}.scroll{overflow-x:auto}"
    ".source,figcaption{font-size:.875rem;color:#333}figure{margin:1rem 0}img{max-width:100%;height:auto}"
    "table{border-collapse:collapse;margin:1rem 0 .25rem;width:100%}"
    "caption{text-align:left;font-weight:bold;padding:.25rem 0}"
    "th,td{border:1px solid #595959;padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{background:#eee}"
    "tbody th{font-weight:normal}.n{text-align:right}td.n,.d{white-space:nowrap}li,p{overflow-wrap:anywhere}"
    "th,td{overflow-wrap:break-word;hyphens:auto;min-width:2.5rem}"
    "@page{size:A4;margin:18mm 15mm}"
    "@media print{body{max-width:none;padding:0;font-size:10pt}h2,h3,caption,thead{break-after:avoid}"
    "tbody tr:nth-child(-n+2),tbody tr:last-child{break-before:avoid}"
    "tr,figure,.note{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}"
    "table{font-size:8.5pt}td{overflow-wrap:anywhere}nav{break-inside:avoid}}"
)


def page(notebook: NotebookNode, *, language: str, name: str) -> str:
    """Return the page of an executed report.

    Parameters
    ----------
    notebook
        What papermill left; the pieces are the outputs in HTML, in the order of the cells. No code is taken over.
    language
        Language of the report.
    name
        How a sentence calls the report.

    Returns
    -------
    str
        A whole HTML document with contents, headings in order and no request to anywhere.

    Raises
    ------
    InputError
        Where there is no title or no part: the notebook is not that of a report.
    """
    pieces = [
        str(output["data"][MIME])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "display_data" and MIME in output.get("data", {})
    ]
    found = _Headings()
    found.feed("\n".join(pieces))
    titles, parts = ([text for level, text in found.texts if level == wanted] for wanted in ("h1", "h2"))
    for part, there in (("title", len(titles) == 1), ("section", bool(parts))):
        if not there:
            raise InputError("report.incomplete", name=name, part=part)
    title = escape(titles[0])
    links = "".join(f'<li><a href="#{slug(text)}">{escape(text)}</a></li>' for text in parts)
    contents = f'<nav aria-label="{say("contents", language)}"><ul>{links}</ul></nav>'
    # The contents follow the opening, which holds the title.
    body = "\n".join([pieces[0], contents, *pieces[1:]])
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


class _Headings(HTMLParser):
    """Collects the headings of the pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._level = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2"):
            self._level = tag
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._level:
            self._level = ""

    def handle_data(self, data: str) -> None:
        if self._level:
            level, text = self.texts[-1]
            self.texts[-1] = (level, text + data)
