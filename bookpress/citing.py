"""How a book is cited by machines: BibTeX, RIS, and the metadata that pages carry for reference managers.

All of it is made from one record of the work, so that no two forms can disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "&%$#_{}"
}


@dataclass(frozen=True)
class Work:
    """What is cited when a book is cited. Only title and authors must be known."""

    title: str
    authors: tuple[str, ...]
    """Bodies, not persons: their names are not taken apart."""
    subtitle: str = ""
    version: str = ""
    day: str = ""
    """ISO 8601, of this version."""
    as_of: str = ""
    """ISO 8601, the day up to which the evidence reaches."""
    note: str = ""
    """What a reader has to know beside the version, such as how far the data reach."""
    licence: str = ""
    licence_address: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"

    @property
    def name(self) -> str:
        """The title as part of a file's name or a key."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True)
class Part:
    """What of a work is cited: all of it, a page or an exhibit."""

    key: str = ""
    """Completes the key of the work; blank for the work itself."""
    title: str = ""
    """Blank for the work itself."""
    address: str = ""
    """On the web; blank where the book has none."""


def bibtex(work: Work, part: Part) -> str:
    """An entry for BibTeX."""
    edition = f"version {_tex(work.version)}" if work.version else ""
    within = ", ".join(filter(None, (f"In: {_tex(work.title)}", edition)))
    year, *month = work.day.split("-")[:2]
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in work.authors),
        "title": f"{{{_tex(part.title or work.title)}}}",
        "howpublished": within if part.title else "",
        "version": "" if part.title else _tex(work.version),
        "year": year,
        "month": _MONTHS[int(month[0]) - 1] if month else "",
        "note": ". ".join(filter(None, (_tex(work.note), _tex(work.licence)))),
        "url": part.address,
    }
    key = "-".join(filter(None, (work.name, work.version, part.key)))
    lines = [f"  {k} = {v if k == 'month' else '{' + v + '}'}" for k, v in fields.items() if v]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def ris(work: Work, part: Part) -> str:
    """A record in RIS. A comma after the name of a body keeps programs from taking it apart."""
    fields = [
        ("TY", "CHAP" if part.title else "RPRT"),
        *(("AU", f"{author},") for author in work.authors),
        ("TI", part.title or work.title),
        *([("T2", work.title)] if part.title else []),
        ("PY", work.day[:4]),
        ("DA", work.day.replace("-", "/")),
        ("ET", work.version),
        ("LA", work.language),
        *(("KW", word) for word in work.keywords),
        *([] if part.title else [("AB", work.description)]),
        ("N1", ". ".join(filter(None, (work.note, work.licence)))),
        ("UR", part.address),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def metatags(work: Work, part: Part, description: str, pdf: str = "") -> list[tuple[str, str]]:
    """Name and content of the metadata of a page: Highwire Press, as Google Scholar and Zotero read it, then
    Dublin Core.

    ``pdf`` is the address of the book on paper.
    """
    title = part.title or work.title
    tags = [
        ("citation_title", title),
        *(("citation_author", author) for author in work.authors),
        ("citation_publication_date", work.day.replace("-", "/")),
        ("citation_inbook_title", work.title if part.title else ""),
        ("citation_technical_report_institution", "" if part.title else work.authors[0]),
        ("citation_technical_report_number", "" if part.title else work.version),
        ("citation_language", work.language),
        *(("citation_keywords", word) for word in work.keywords),
        ("citation_public_url", part.address),
        ("citation_pdf_url", pdf),
        ("DC.title", title),
        *(("DC.creator", author) for author in work.authors),
        ("DC.date", work.day),
        ("DC.description", description),
        ("DC.language", work.language),
        ("DC.type", "Text"),
        ("DC.rights", work.licence),
        ("DC.identifier", part.address),
        *(("DC.subject", word) for word in work.keywords),
        ("dcterms.license", work.licence_address),
        ("dcterms.isPartOf", work.title if part.title else ""),
        ("dcterms.hasVersion", work.version),
    ]
    return [(name, content) for name, content in tags if content]


def linked_data(
    work: Work, part: Part, description: str, datasets: list[dict[str, Any]], home: str = ""
) -> dict[str, Any]:
    """A page in the words of schema.org, as JSON-LD: a ``Report``, or a ``Chapter`` of it, and its data.

    ``home`` is the address of the book; ``datasets`` are made by ``dataset``.
    """
    whole: dict[str, Any] = _known(
        {
            "@type": "Report",
            "name": work.title,
            "alternativeHeadline": work.subtitle,
            "author": _bodies(work),
            "version": work.version,
            "datePublished": work.day,
            "license": work.licence_address,
            "inLanguage": work.language,
            "url": home,
        }
    )
    if part.title:
        kind: dict[str, Any] = {
            "@type": "Chapter",
            "name": part.title,
            "isPartOf": whole,
            "inLanguage": work.language,
        }
        kind |= {"author": _bodies(work), "datePublished": work.day, "license": work.licence_address}
    else:
        kind = whole | {"keywords": list(work.keywords)}
    described = {"abstract": description, "url": part.address, "hasPart": datasets}
    return {"@context": "https://schema.org"} | _known(kind | described)


def dataset(
    work: Work, name: str, description: str, files: list[tuple[str, str]], address: str = ""
) -> dict[str, Any]:
    """A set of data in the words of schema.org; ``files`` are their kinds (media types) and addresses."""
    return _known(
        {
            "@type": "Dataset",
            "name": name,
            "description": description,
            "creator": _bodies(work),
            "version": work.version,
            "datePublished": work.day,
            "license": work.licence_address,
            "isAccessibleForFree": True,
            "url": address,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": place}
                for kind, place in files
            ],
        }
    )


def _bodies(work: Work) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": author} for author in work.authors]


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _tex(text: str) -> str:
    """Text whose characters mean nothing to TeX."""
    return re.sub(r"[\\&%$#_{}~^]", lambda m: _TEX[m[0]], text)
