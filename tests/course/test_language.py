"""The small judges that parity is made of."""

import pytest

from ruta.course.code_shape import shape, texts
from ruta.course.left_in_english import has_prose, passages
from ruta.course.terms import renders


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1  # one", "x = 1  # uno"),
        ("print('one')", "print('uno')"),
        ("f'{a:.1f} of {b}'", "f'de {b}, {a:.1f}'"),
        ("f(alt='one ' 'two')", "f(alt='uno')"),
        ("def f():\n    '''Say.'''\n    return 1", "def f():\n    '''Diga.'''\n    return 1"),
        ("%matplotlib inline \nx", "%matplotlib inline\nx"),
    ],
)
def test_comments_and_texts_do_not_count(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x = 2"),
        ("f'{a:.1f}'", "f'{a:.2f}'"),
        ("f'{a}'", "f'{b}'"),
        ("f('a', 'b')", "f('a')"),
        ("x = 'a'", "y = 'a'"),
        ("%time x", "%time y"),
    ],
)
def test_everything_else_counts(one: str, other: str) -> None:
    assert shape(one) != shape(other)


def test_texts_are_what_a_translator_reads() -> None:
    source = "# a comment\nf(alt='in words', other=f'{n} people')\n"
    assert list(texts(source)) == ["a comment", "in words", " …  people"]


@pytest.mark.parametrize(
    "spanish",
    [
        "El registro cuenta a las personas una sola vez, aunque se muevan dos veces.",
        "Vea *Guidance on the measurement of the progress that is made* (2021) para la definición.",
        "Use `for the of in to` en el código.",
        "- En 2020: 1,234 personas\n- En 2021: 1,300 personas",
        "Consulte [la guía](https://example.org/the-guide-of-the-office) de la oficina.",
        "IDMC, UNHCR, JIPS",
        "{cite}`the_of_and_to_in_is`",
        "early-warning/01-what-an-ewrs-is",
    ],
)
def test_spanish_is_not_taken_for_english(spanish: str) -> None:
    assert list(passages(spanish)) == []


def test_an_english_paragraph_among_spanish_ones_is_found() -> None:
    text = "Esto es español.\n\nThis is a sentence that was left in English.\n\nY esto también es español."
    assert list(passages(text)) == ["This is a sentence that was left in English."]


def test_what_has_no_prose_may_be_equal() -> None:
    assert not has_prose("IDMC 2023")
    assert not has_prose("$$a = b$$")
    assert has_prose("Which of the numbers is the largest?")


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("poblaciones", ("población",)),
        ("los registros administrativos", ("registro administrativo",)),
        ("personas desplazadas internamente", ("persona desplazada internamente (PDI)",)),
        ("destinataria", ("destinatario", "destinataria")),
        ("Línea de base", ("línea de base",)),
        ("sistemas de alerta temprana", ("sistema de alerta temprana",)),
        ("tasas", ("tasa",)),
        ("PDI", ("PDI",)),
    ],
)
def test_a_term_in_any_number_or_gender(words: str, forms: tuple[str, ...]) -> None:
    assert renders(words, forms)


@pytest.mark.parametrize(
    ("words", "form"), [("cifra", "población"), ("registro", "registro administrativo"), ("flujo", "población")]
)
def test_another_word_is_not_the_term(words: str, form: str) -> None:
    assert not renders(words, (form,))
