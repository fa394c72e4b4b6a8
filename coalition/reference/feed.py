"""A feed of the editions, and of the rows and judgements that each of them changed (Atom, RFC 4287)."""

from __future__ import annotations

from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from coalition import data
from coalition.reference import citation, editions
from coalition.reference.editions import State

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"


def feed(base: str, page: str) -> bytes:
    """The feed: an entry an edition, one for each judgement that it changed, one for each table with rows
    that moved; newest first.

    ``base`` is the address of the book, blank where it has none: links are then seen from the feed.
    ``page`` is that of the editions, seen from there.
    """
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "en"})
    _text(root, "title", f"{citation.BOOK}: editions and changes")
    _text(root, "id", _id("feed"))
    found = [(old, new) for old, new in pairwise([State(), *editions.states()]) if old.version != new.version]
    _text(root, "updated", found[-1][1].descriptor["created"] if found else data.package()["created"])
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", citation.work().authors[0])
    _text(root, "rights", citation.LICENCE)
    if base:
        _link(root, f"{base}{NAME}", rel="self")
    _link(root, f"{base}{page}")
    for old, new in reversed(found):
        _edition(root, old, new, f"{base}{page}#edition-{new.version.replace('.', '-')}")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _edition(root: ElementTree.Element, old: State, new: State, address: str) -> None:
    day = new.descriptor["created"]
    entry = (root, day, address)
    _entry(*entry, new.version, f"Version {new.version}", editions.note(old, new))
    if not old.version:
        return
    for judgement in editions.changed_judgements(old, new).itertuples():
        why = f" Why: {judgement.why}" if judgement.why else ""
        _entry(
            *entry,
            f"{new.version} {judgement.judgement}",
            judgement.judgement,
            f"{judgement.what.rstrip('.')}.{why}",
        )
    changes = editions.compare(old, new)
    titles = {r["name"]: r["title"] for r in new.descriptor["resources"]}
    for name in dict.fromkeys(changes["table"]):
        told = "\n".join(editions.row_notes(changes, name))
        _entry(*entry, f"{new.version} table {name}", f"Rows of {titles.get(name, name)}", told)


def _entry(root: ElementTree.Element, day: str, address: str, key: str, title: str, content: str) -> None:
    entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "title", title)
    _text(entry, "id", _id(key))
    _text(entry, "updated", day)
    _link(entry, address)
    _text(entry, "content", content.strip()).set("type", "text")


def _id(key: str) -> str:
    """An identifier that stays the same wherever the book stands."""
    return uuid5(NAMESPACE_URL, f"{citation.work().name}/{key}").urn


def _link(parent: ElementTree.Element, address: str, rel: str = "alternate") -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": address})


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = text
    return element


ElementTree.register_namespace("", ATOM)
