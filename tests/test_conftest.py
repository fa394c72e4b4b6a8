"""Tests that share something costly run on one worker."""

import pytest

from tests.conftest import shared


@pytest.mark.parametrize(
    ("test", "with_which"),
    [
        ("tests/press/test_audit.py::test_axe[index.html dark 390 open]", "index.html"),
        (
            "tests/site/test_pages.py::test_links[chapters/history/promises.html]",
            "chapters/history/promises.html",
        ),
        ("tests/site/test_pages.py::test_the_page_is_small", "tests/site/test_pages.py"),
        ("tests/printing/test_pdf.py::test_fonts", "printing"),
        ("tests/printing/test_nbconvert.py::test_code", "printing"),
        ("tests/printing/test_printed_book.py::test_fonts", "tests/printing/test_printed_book.py"),
        ("tests/press/test_build.py::test_a_kill", "tests/press/test_build.py::test_a_kill"),
    ],
)
def test_a_test_goes_with_its_page_its_book_or_its_module(test, with_which):
    assert shared(test) == with_which


def test_the_plugin_that_spreads_tests_asks_what_they_share():
    from xdist.scheduler import LoadScopeScheduling

    assert "_split_scope" in vars(LoadScopeScheduling)
