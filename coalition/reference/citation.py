"""How to cite this edition, a page of it or an exhibit: a sentence, and an entry for BibTeX."""

from __future__ import annotations

from bookpress import citing
from bookpress.citing import Work
from bookpress.hooks import Edition
from coalition import data

BOOK = "After the Ceasefire"
LICENCE = "CC BY 4.0"


def sentence(part: str = "", address: str = "") -> str:
    """How to cite, in a sentence.

    ``part`` is the title of a page or exhibit, blank for the book; ``address`` is left out where there is
    none.
    """
    titled = f"“{part}”, in {BOOK}" if part else BOOK
    parts = [
        _author(),
        titled,
        f"version {data.version()}",
        data.written_date(_created()),
        f"data as of {data.written_date(data.cut_off())}. {LICENCE}.",
    ]
    return ", ".join(parts) + (f" {address}" if address else "")


def bibtex(key: str, part: str = "", address: str = "") -> str:
    """The same as a BibTeX entry; ``key`` completes the key of the edition."""
    return citing.bibtex(work(), citing.Part(key, part, address))


def both(key: str, part: str, address: str) -> tuple[str, str]:
    """The sentence and the BibTeX entry."""
    return sentence(part, address), bibtex(key, part, address)


def work() -> Work:
    """What is cited, for the machines that cite."""
    package = data.package()
    return Work(
        title=BOOK,
        authors=(_author(),),
        version=data.version(),
        day=_created(),
        as_of=str(data.cut_off()),
        note=f"Data as of {data.written_date(data.cut_off())}",
        licence=LICENCE,
        licence_address=package["licenses"][0]["path"],
        description=package["description"],
        keywords=tuple(package["keywords"]),
    )


def edition() -> Edition:
    """What the printed book says of its edition."""
    package = data.package()
    licence = package["licenses"][0]
    return Edition(
        line=f"version {data.version()}, data as of {data.written_date(data.cut_off())}",
        day=_created(),
        description=package["description"],
        rights=licence["title"],
        keywords=tuple(package["keywords"]),
        facts=(
            ("Version", f"{data.version()}, {data.written_date(_created())}"),
            (
                "Data cut-off",
                f"{data.written_date(data.cut_off())}. Every “now” in this book means that day.",
            ),
            ("How to cite", sentence()),
            (
                "Licence",
                f"Text and data: [{licence['title']}]({licence['path']}), {licence['path']}. Code: MIT. "
                "Each source keeps its own terms.",
            ),
        ),
    )


def _author() -> str:
    return data.package()["contributors"][0]["title"]


def _created() -> str:
    return data.package()["created"][:10]
