"""What a submission may hold to run something where its feedback is read."""

from ruta.course.grafting import Note
from tests.classroom.grading.made_records import QUESTIONS, graded, judged, refused

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</code></pre><svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "</title></style><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    '" onmouseover="alert(1)" style="background:url(http://evil.example/x)',
    "[x](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
    "```\n\n<script>alert(1)</script>\n\n```html\n<img src=http://evil.example/y onerror=alert(1)>\n````",
    "~~~\n# heading\n$$\\href{javascript:alert(1)}{x}$$ \\\\(\\unicode{x}\\\\)",
    "a\r\n```\r\n<b>x</b>\x0b```\x0c<i>y</i>\u2028```\u2029<u>z</u>\x85```",
    "&lt;script&gt; {0} {language} %s {{7*7}} ${7*7}",
    "\u202eevil\u2066\u200b\x00\x1b[31m\ud800",
    '=HYPERLINK("http://evil.example")',
)


def hostile(language="es"):
    """One notebook and one refused file for each of them, with it everywhere that a stranger's text may stand."""
    records = []
    for number, evil in enumerate(EVIL):
        answers = [
            judged(name, ("raises", "correct")[place % 2], language=language, answer=evil, reason=evil,
                   text=f"✗ {evil}")
            if place % 3 else judged(name, hard_coded=True, answer=f"{evil}\n{evil}", text=evil, language=language)
            for place, name in enumerate(QUESTIONS)
        ]  # fmt: skip
        records.append(
            graded(f"{evil[:150]}{number}", answers, file=f"{evil}{number}.ipynb", reaches=(evil[:90],),
                   notes=(Note("course.check.note-elsewhere", evil), Note(evil, evil)), sandboxed=False,
                   parameters={"language": language})
        )  # fmt: skip
        records.append(refused(f"{evil}.ipynb", reason=evil, pseudonym=evil[:150]))
    return records
