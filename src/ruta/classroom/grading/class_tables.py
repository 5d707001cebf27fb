"""The tables of the report on a class."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from ruta.classroom.class_results import ENOUGH, SMALLEST
from ruta.classroom.grading.alike import Pair, Same
from ruta.classroom.grading.class_measures import ExerciseResult, QuestionResult, group_of
from ruta.classroom.grading.record import Graded, Refused
from ruta.classroom.grading.words import code_word, mistake_text, question_title, reason, said, stranger
from ruta.classroom.results_tables import NOTHING, html_table, number


def question_table(result: ExerciseResult, language: str) -> str:
    """Return the table of the questions, with the measures that so many persons allow."""
    shown: dict[str, Callable[[QuestionResult], float]] = {}
    if result.persons >= SMALLEST:
        shown["p"] = lambda each: each.difficulty
    if result.persons >= ENOUGH:
        shown.update(D=lambda each: each.discrimination, r=lambda each: each.rest_correlation)
    rows = "".join(
        f'<tr><td class="n">{each.number}</td><th scope="row">{_title(result, each.id, language)}</th>'
        f'<td class="n">{said("of", language, part=each.right, all=each.answered)}</td>'
        + "".join(f'<td class="n">{number(measure(each), 2)}</td>' for measure in shown.values())
        + f'<td class="n">{each.kinds["typed"]}</td></tr>'
        for each in result.questions
    )
    columns = [said(key, language) for key in ("number", "question", "right-of")]
    columns += [*shown, said("typed-in", language)]
    return html_table(said("questions-caption", language, persons=result.persons), columns, rows)


def mistake_table(result: ExerciseResult, groups: Mapping[str, str], language: str) -> str:
    """Return the table of the named mistakes, by group."""
    of_person = [group_of(record, groups, language) for record in result.records]
    names = sorted(set(of_person))
    rows = []
    for question in result.questions:
        for mistake, count in sorted(question.mistakes.items(), key=lambda entry: (-entry[1], entry[0])):
            made = [
                group
                for group, judged in zip(of_person, question.judged, strict=True)
                if not judged.held and judged.code == "misconception" and judged.reason == mistake
            ]
            cells = "".join(
                f'<td class="n">{said("of", language, part=made.count(name), all=of_person.count(name))}</td>'
                for name in names
            )
            text = escape(mistake_text(result.exercise, question.id, mistake, language))
            rows.append(
                f'<tr><td class="n">{question.number}</td><th scope="row">{_title(result, question.id, language)}</th>'
                f'<td>{text}</td><td class="n">{said("of", language, part=count, all=result.persons)}</td>{cells}</tr>'
            )
    if not rows:
        return f"<p>{said('no-mistakes', language)}</p>"
    columns = [said(key, language) for key in ("number", "question", "mistake", "all")]
    return html_table(said("mistakes-caption", language), [*columns, *map(stranger, names)], "".join(rows))


def code_table(result: ExerciseResult, language: str) -> str:
    """Return the table of what else became of the answers: other wrong ones, errors, open questions."""
    codes = sorted({code for question in result.questions for code in question.codes})
    if not codes:
        return f"<p>{said('no-codes', language)}</p>"
    rows = "".join(
        f'<tr><td class="n">{each.number}</td><th scope="row">{_title(result, each.id, language)}</th>'
        + "".join(f'<td class="n">{each.codes[code]}</td>' for code in codes)
        + "</tr>"
        for each in result.questions
    )
    columns = [said("number", language), said("question", language)]
    words = (escape(code_word(code, language)) for code in codes)
    return html_table(said("codes-caption", language), [*columns, *words], rows)


def pair_table(result: ExerciseResult, found: Sequence[Pair], language: str) -> str:
    """Return the table of the pairs whose answers are alike."""
    places = {question.id: question.number for question in result.questions}
    rows = "".join(
        f'<tr><th scope="row">{_person(pair.first)}<br>{_person(pair.second)}</th>'
        f"<td>{'<br>'.join(_same(same, places[same.question], language) for same in pair.same)}</td></tr>"
        for pair in found
    )
    return html_table(said("alike-caption", language), [said(key, language) for key in ("pair", "alike-on")], rows)


def _same(same: Same, place: int, language: str) -> str:
    side = "wrong" if same.wrong else "right"
    key = f"same-{side}-{'others' if same.others else 'only'}"
    return said(key, language, number=place, others=same.others, side=same.side)


def notebook_table(graded: Iterable[Graded], seconds: Mapping[str, float], language: str) -> str:
    """Return the table of the notebooks, with the time that each took where it is known."""
    records = list(graded)
    timed = any(record.file in seconds for record in records)
    rows = "".join(
        f'<tr><th scope="row">{stranger(record.file)}</th><td>{stranger(record.pseudonym)}</td>'
        f"<td><code>{escape(record.exercise)}</code></td>"
        f'<td class="n">{said("of", language, part=record.right, all=len(record.questions))}</td>'
        + (f'<td class="n">{_seconds(record, seconds)}</td>' if timed else "")
        + "</tr>"
        for record in records
    )
    keys = ("file", "pseudonym", "exercise", "right-of-all", *(("seconds",) if timed else ()))
    return html_table(said("notebooks-caption", language), [said(key, language) for key in keys], rows)


def refused_table(refused: Iterable[Refused], language: str) -> str:
    """Return the table of the files that were refused, with the reason of each."""
    rows = "".join(
        f'<tr><th scope="row">{stranger(each.file)}</th><td>{stranger(each.pseudonym)}</td>'
        f"<td>{escape(reason(each, language))}</td></tr>"
        for each in refused
    )
    keys = ("file", "pseudonym", "reason")
    return html_table(said("refused-caption", language), [said(key, language) for key in keys], rows)


def _seconds(record: Graded, seconds: Mapping[str, float]) -> str:
    return number(seconds[record.file], 1) if record.file in seconds else NOTHING


def _person(record: Graded) -> str:
    return stranger(record.pseudonym or record.file)


def _title(result: ExerciseResult, question: str, language: str) -> str:
    return escape(question_title(result.exercise, question, language))
