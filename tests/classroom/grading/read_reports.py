"""Reads the files of a class's reports, and makes them without writing any."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

from ruta.classroom.grading import class_report, feedback_notebook, feedback_page, reports
from ruta.classroom.grading import feedback as telling
from ruta.classroom.grading.read_again import Course
from ruta.course import catalogue, paths

TREE = paths.find_tree(Path(__file__).parent)
CATALOGUE = catalogue.load(TREE)
COURSE = Course(TREE, CATALOGUE)
OUT = Path("results")
VOID = {"meta", "img", "br"}


def files(records, *, seconds=None, groups=None):
    return reports.files(records, out=OUT, seconds=seconds or {}, groups=groups or {}, tree=TREE, catalogue=CATALOGUE)


def report(records, language="es", *, seconds=None, groups=None):
    """The report of a class alone."""
    return class_report.page(records, language=language, seconds=seconds or {}, groups=groups or {}, course=COURSE)


def feedback(record, kind="html"):
    """The feedback on one notebook alone."""
    told = telling.feedback(record, COURSE)
    return feedback_page.page(told) if kind == "html" else feedback_notebook.notebook(told)


def rows(found, name):
    return list(csv.reader(io.StringIO(found[OUT / name].decode("utf-8-sig"), newline="")))


class Page(HTMLParser):
    """Notes every tag, attribute and address, and that tags close in order."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.names, self.to, self.open, self.text = [], set(), [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.to += [value for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def said(self):
        return " ".join("".join(self.text).split())
