"""Nothing of a submission runs, leaves or writes anywhere, whatever it holds."""

import json
import re
from html.parser import HTMLParser

import nbformat
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from ruta.classroom.grading import gradebook, people
from ruta.classroom.grading.feedback_notebook import escaped, fenced
from ruta.classroom.grading.words import many_lines, one_line
from tests.classroom.grading.hostile_records import EVIL, hostile
from tests.classroom.grading.made_records import QUESTIONS, graded, judged
from tests.classroom.grading.read_reports import OUT, Page, feedback, files, rows

OURS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "strong", "article", "section",
        "a", "br", "pre", "code", "bdi", "ul", "ol", "li", "div", "figure", "img", "figcaption", "table", "caption",
        "thead", "tbody", "tr", "th", "td"}  # fmt: skip


def test_nothing_of_a_submission_becomes_part_of_a_page():
    found = files(hostile(), groups={evil: evil for evil in EVIL}, seconds={f"{EVIL[0]}0.ipynb": 1.0})
    pages = [path for path in found if path.suffix == ".html"]
    assert len(pages) == 2 + len(EVIL)
    for path in pages:
        read = Page(found[path].decode())
        assert set(read.tags) <= OURS
        assert not [name for name in read.names if name.startswith("on")]
        local = ("../../../es/book/modules/", "data:image/png;base64,")
        assert [each for each in read.to if not each.startswith(local)] == []
        assert "default-src 'none'" in found[path].decode()
    shown = Page(feedback(hostile()[0]))
    assert "<script>alert(1)</script>" in shown.said


def test_no_path_is_taken_from_a_submission():
    names = ["../../etc/passwd", "C:\\x", "con", "NUL", ".", "", "a" * 300, "\u202eana", "Ana", "ana", "ANA", "Aná",
             "ana-000000000000", "a/b", "a\0b", "日本", "<b>", "=1", "x ", "x"]  # fmt: skip
    found = files([graded(name, file=f"{place}.ipynb") for place, name in enumerate(names)])
    places = {path.parts[2] for path in found if "feedback" in path.parts}
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", place) for place in places)
    assert not places & {"con", "nul"}
    # "Ana", "ana" and "ANA" are one person, and so are "x " and "x".
    assert len(places) == len(names) - 3


@settings(max_examples=60)
@given(st.sets(st.text(max_size=12) | st.sampled_from(["ana", "Ana", "áná", "ana-", "con", "CON"]), max_size=8))
def test_each_person_has_a_folder_of_their_own(persons):
    found = people.folders(persons)
    assert len({folder.casefold() for folder in found.values()}) == len(persons)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", folder) for folder in found.values())


def cells(content):
    notebook = nbformat.reads(content, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


def test_a_notebook_of_feedback_is_text_and_holds_nothing_that_is_alive():
    for record in hostile()[::2]:
        content = feedback(record, "ipynb")
        assert "trusted" not in content
        for cell in cells(content):
            assert (cell.cell_type, dict(cell.metadata), cell.get("outputs"), cell.get("attachments")) == (
                "markdown", {}, None, None
            )  # fmt: skip
            for html in (
                MarkdownIt("commonmark", {"html": True}).render(cell.source),
                markdown2html_mistune(cell.source),
            ):
                read = Tags(html)
                assert read.tags <= {"h1", "h2", "p", "strong", "pre", "code", "a", "div", "span"}
                assert all(each.startswith(("../../../", "#")) for each in read.to)
                assert not [name for name in read.names if name.startswith("on")]


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.names, self.to = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.to += [value for name, value in attrs if name in ("src", "href")]


@settings(max_examples=100)
@given(st.text(st.sampled_from("`~\n\r\t \x0b\x85\u2028<a>$\\x"), max_size=40) | st.text(max_size=40))
def test_nothing_ends_a_fence(written):
    text = many_lines(written)
    (token,) = MarkdownIt("commonmark").parse(fenced(text))
    assert (token.type, token.content.rstrip("\n")) == ("fence", text.rstrip("\n"))


@settings(max_examples=100)
@given(st.text(st.sampled_from("`*_[]()<>&#$|~!{}^@=:\\ab1. -+/\"'"), max_size=30))
def test_no_sign_of_a_text_of_ours_means_anything(written):
    text = " ".join(f"x {written} x".split())
    (_, inline, _) = MarkdownIt("commonmark").parse(escaped(text))
    assert "".join(child.content for child in inline.children) == text
    assert {child.type for child in inline.children} <= {"text", "text_special"}


@given(st.text(max_size=60))
def test_what_a_stranger_wrote_is_one_visible_line(written):
    assert one_line(written).isprintable()


def test_no_cell_is_computed_by_a_spreadsheet():
    names = ["=1+1", "+1", "-1", "@x", "\t=1", 'a,"b', "ok"]
    found = files([graded(name) for name in names])
    for name in ("gradebook.csv", "moodle-grades.csv"):
        table = rows(found, name)
        assert sorted(row[0] for row in table[1:]) == sorted(["'=1+1", "'+1", "'-1", "'@x", "'=1", 'a,"b', "ok"])
        assert len({len(row) for row in table}) == 1
        assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_no_half_of_a_sign_stops_a_file():
    record = graded("a\ud800", [judged(QUESTIONS[0], answer="x = '\udfff'", text="\ud800")], file="\ud800.ipynb")
    found = files([record])
    assert json.loads(found[OUT / "results.jsonl"])["file"] == "\ud800.ipynb"
    assert gradebook.results_jsonl([record]) == found[OUT / "results.jsonl"]
