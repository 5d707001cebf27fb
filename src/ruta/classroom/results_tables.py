"""The tables of the page of results."""

import math
from collections.abc import Iterable, Mapping
from html import escape

from ruta import messages
from ruta.classroom.class_results import ChangeResult, FormResult, ItemResult, LessonResult, MistakeResult
from ruta.classroom.summary import lessons, mistakes
from ruta.practice.bank import LETTERS

MOST_MISTAKES = 12
"""Rows of the table of mistakes; all of them are in the file for programs."""
NOTHING = "—"


def said(key: str, language: str, **params: object) -> str:
    """Return a text of the page, its values filled in, safe to stand in HTML."""
    return escape(messages.text(f"results-page.{key}", language=language, **params))


def number(value: float, places: int) -> str:
    """Return a number as the page writes it: a true minus sign, a dash for what is undefined."""
    if math.isnan(value):
        return NOTHING
    shown = f"{value:.{places}f}"
    return (shown.lstrip("-") if float(shown) == 0 else shown).replace("-", "−")


def per_cent(share: float) -> str:
    """Return a share of 0 to 1 as a whole per cent."""
    return NOTHING if math.isnan(share) else f"{number(100 * share, 0)} %"


def change_table(found: ChangeResult, language: str, *, questions: int) -> str:
    """Return the table of what changed."""
    change = found.change
    between = said("between", language, low=number(change.low, 1), high=number(change.high, 1))
    rows = [
        (said("mean-before", language), number(found.before, 1)),
        (said("mean-after", language), number(found.after, 1)),
        (said("mean-change", language), f"{number(change.mean, 1)} {between}"),
        (said("class-gain", language), number(found.class_gain, 2)),
        (said("mean-of-gains", language, persons=found.persons_with_gain), number(found.mean_of_gains, 2)),
    ]
    caption = said("change-caption", language, persons=found.persons, questions=questions)
    body = "".join(f'<tr><th scope="row">{name}</th><td class="n">{value}</td></tr>' for name, value in rows)
    return html_table(caption, (said("measure", language), said("value", language)), body)


def lesson_table(forms: Mapping[str, FormResult], titles: Mapping[str, str], language: str) -> str:
    """Return the table of right answers by lesson, with a picture of each row."""
    found = {form: {each.lesson: each for each in lessons(result)} for form, result in forms.items()}
    rows = []
    for lesson in dict.fromkeys(lesson for each in found.values() for lesson in each):
        shares = [found[form][lesson].share if lesson in found[form] else math.nan for form in forms]
        cells = "".join(
            f'<td class="n">{per_cent(share)}{_of(found[form].get(lesson))}</td>'
            for form, share in zip(forms, shares, strict=True)
        )
        title = escape(titles.get(lesson, lesson))
        rows.append(f'<tr><th scope="row">{title}</th>{cells}<td>{_bars(shares)}</td></tr>')
    columns = [said(key, language) for key in ("lesson", "before", "after", "picture")]
    return html_table(said("lessons-caption", language), columns, "".join(rows))


def mistake_table(forms: Mapping[str, FormResult], titles: Mapping[str, str], language: str) -> str:
    """Return the table of the mistakes that were chosen most, by lesson."""
    found = {form: mistakes(result) for form, result in forms.items()}
    every = dict.fromkeys(key for each in found.values() for key in each)

    def chosen(key: tuple[str, str]) -> int:
        return sum(each[key].chosen for each in found.values() if key in each)

    most = sorted((key for key in every if chosen(key)), key=lambda key: (-chosen(key), key))[:MOST_MISTAKES]
    if not most:
        return f"<p>{said('no-mistakes', language)}</p>"
    rows = []
    for key in most:
        lesson, name = key
        item = next(each[key].example for each in found.values() if key in each)
        letter = next(letter for letter, mistake in sorted(item.mistakes.items()) if mistake == name)
        cells = "".join(f'<td class="n">{_often(found[form].get(key), language)}</td>' for form in forms)
        example = escape(item.wording[language].options[letter])
        rows.append(f'<tr><th scope="row">{example}<br><code lang="en">{escape(name)}</code></th>'
                    f"<td>{escape(titles.get(lesson, lesson))}</td>{cells}</tr>")  # fmt: skip
    columns = [said(key, language) for key in ("mistake", "lesson", "before", "after")]
    return html_table(said("mistakes-caption", language), columns, "".join(rows))


def question_table(result: FormResult, titles: Mapping[str, str], language: str) -> str:
    """Return the table of a form's questions."""
    rows = "".join(
        f'<tr><td class="n">{each.number}</td><th scope="row">{_question(each, titles, language)}</th>'
        f'<td class="n">{number(each.difficulty, 2)}</td><td class="n">{number(each.discrimination, 2)}</td>'
        f'<td class="n">{number(each.rest_correlation, 2)}</td></tr>'
        for each in result.items
    )
    columns = [said("number", language), said("question", language), "p", "D", "r"]
    return html_table(said("questions-caption", language, persons=result.persons), columns, rows)


def _question(result: ItemResult, titles: Mapping[str, str], language: str) -> str:
    item = result.item
    right = said("right", language)
    counts = [f"{x}) {result.chosen[x]}{f' ({right})' if x == item.key else ''}" for x in LETTERS]
    if result.left_open:
        counts.append(said("open", language, count=result.left_open))
    wrong = result.commonest_mistake
    shown = item.wording[language]
    most = f"<br>{said('chosen-most', language, letter=wrong, option=shown.options[wrong])}" if wrong else ""
    return (f"{escape(shown.stem)}<br><small>{escape(titles.get(item.lesson, item.lesson))}<br>"
            f"{' · '.join(counts)}{most}</small>")  # fmt: skip


def _of(found: LessonResult | None) -> str:
    return "" if found is None else f"<br><small>{found.right} / {found.answered}</small>"


def _often(found: MistakeResult | None, language: str) -> str:
    return NOTHING if found is None else said("often", language, chosen=found.chosen, answered=found.answered)


def _bars(shares: Iterable[float]) -> str:
    """Return two bars, one above the other; what they show stands in the row, so that a reader hears it once."""
    bars = "".join(
        f'<rect class="{form}" x="1" y="{place * 11 + 1}" width="{max(100 * share, 0.5):.1f}" height="8"/>'
        for place, (form, share) in enumerate(zip(("before", "after"), shares, strict=True))
        if not math.isnan(share)
    )
    end = '<line class="end" x1="103" y1="0" x2="103" y2="22"/>'
    return f'<svg width="104" height="22" viewBox="0 0 104 22" aria-hidden="true">{bars}{end}</svg>'


def html_table(caption: str, columns: Iterable[str], body: str) -> str:
    """Return a table of rows that are HTML already, as are its caption and its headings."""
    heads = "".join(f'<th scope="col">{each}</th>' for each in columns)
    # The box scrolls on a narrow screen, so a keyboard must be able to reach it.
    return (f'<div class="scroll" tabindex="0" role="group" aria-label="{caption}"><table><caption>{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>")  # fmt: skip
