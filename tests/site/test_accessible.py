"""What is mended in a page, and what is left alone."""

from ruta.course.site.accessible import mended


def test_withdrawn_roles_of_a_bibliography_go():
    page = '<div role="list" class="citation-list"><div class="citation" id="a" role="doc-biblioentry">x</div></div>'
    assert mended(page) == '<div class="citation-list"><div class="citation" id="a">x</div></div>'


def test_an_empty_corner_of_a_table_is_no_header_and_a_named_one_stays():
    page = '<tr style="x"><th></th><th class="head"><p></p></th><th>days</th><th scope="row">A</th></tr>'
    assert (
        mended(page) == '<tr style="x"><td></td><td class="head"><p></p></td><th>days</th><th scope="row">A</th></tr>'
    )


def test_other_roles_stay():
    page = '<div role="status" class="ruta-verdict">x</div><nav role="list">y</nav>'
    assert mended(page) == page
