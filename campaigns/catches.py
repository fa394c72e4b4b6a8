"""How the check answers damage: judged line by line, counted by kind, written to ``docs/damage.md``.

``python -m campaigns.catches`` (``make damage``) tries a quarter of what comes of one cell of each column and
kind; ``SHARE=1`` tries all, ``EACH=3`` three cells, ``TABLES="polls texts"`` some tables, without writing.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from campaigns import damage
from campaigns.damage import CLASSES, FORBIDDEN, HARMLESS, PLAUSIBLE, Damage
from coalition import check, data, paths
from coalition.check import structure
from coalition.data import geography, loading

EXACT, VAGUE, MISSED, RAISED, HANGS = "exact", "vague", "missed", "traceback", "hang"
PATIENCE = 60
"""Seconds of processor time after which a check counts as hanging."""
_PAGE = paths.ROOT / "docs" / "damage.md"


class Late(BaseException):
    """A check took too long; no rule's guard takes it for a fault of the rule."""


@contextmanager
def copy_of_the_data() -> Iterator[Path]:
    """A copy of ``data/`` that the check looks at instead."""
    original = paths.DATA
    with tempfile.TemporaryDirectory() as folder:
        paths.DATA = Path(shutil.copytree(original, Path(folder) / "data"))
        for path in paths.DATA.iterdir():
            path.chmod(0o644)
        forget()
        try:
            yield paths.DATA
        finally:
            paths.DATA = original
            forget()


def forget() -> None:
    """Let nothing that was read before be taken for what a file holds now."""
    for cached in (data.package, loading._read, geography.shapes, geography.outlines):
        cached.cache_clear()


def answer(folder: Path, planted: Damage) -> list[str]:
    """The lines of the check on one damage, which is taken back afterwards.

    What a table has in itself is looked at first, as the check does; only where that is silent, the whole.
    """
    path = folder / planted.file
    sound = path.read_bytes()
    descriptor = planted.file == "datapackage.json"
    path.unlink()
    if isinstance(planted.content, bytes):
        path.write_bytes(planted.content)
    elif isinstance(planted.content, str):
        path.mkdir()
    before = None if planted.content is None else path.stat()
    try:
        if descriptor:
            forget()
            return check.violations()
        table = next(n for n in data.tables() if data.resource(n)["path"] == planted.file)
        return check.guarded(table, structure.faults, table) or check.violations()
    finally:
        if before is not None:
            assert path.stat().st_mtime_ns == before.st_mtime_ns, f"{path} was changed by the check"
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(sound)
        if descriptor:
            forget()


def judged(planted: Damage, lines: list[str]) -> tuple[str, bool]:
    """How lines answer a damage, and whether they name its cause."""
    if any("could not be applied" in line for line in lines):
        return RAISED, False
    if not lines:
        return MISSED, False
    begins = f"data/{planted.file}"
    said = [line for line in lines if _names(line, begins, planted.places)]
    named = bool(planted.cause) and any(re.search(planted.cause, line) for line in said)
    return (EXACT if said else VAGUE), named


def _names(line: str, file: str, places: tuple[tuple[int | None, str | None], ...]) -> bool:
    if not line.startswith(file):
        return False
    head = line[len(file) :]
    return not places or any(
        re.match(rf":{row}\b" + (rf" (\S*\+)?{re.escape(column)}\b" if column else ""), head)
        for row, column in places
    )


def tried(folder: Path, planted: Iterable[Damage]) -> list[tuple[Damage, str, bool, list[str]]]:
    """Each damage with its verdict, whether the cause is named, and the lines."""

    def late(*_) -> None:
        raise Late

    signal.signal(signal.SIGVTALRM, late)
    found = []
    for one in planted:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            lines = answer(folder, one)
            verdict, named = judged(one, lines)
        except Late:
            lines, verdict, named = [], HANGS, False
        except Exception as error:
            lines, verdict, named = [f"{type(error).__name__}: {error}"], RAISED, False
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        found.append((one, verdict, named, lines))
    return found


def page(found: list[tuple[Damage, str, bool, list[str]]], tables: int, share: float = 1) -> str:
    """The answers as a page of tables: by class, and by kind."""
    by_class: dict[str, Counter] = defaultdict(Counter)
    by_kind: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for one, verdict, named, _ in found:
        for counter in (by_class[one.expected], by_kind[one.expected, one.kind]):
            counter.update([verdict, "tried"])
            counter.update(named=named, cause=bool(one.cause))
    text = [
        "# How the check answers damage",
        "",
        f"{len(found)} damaged files of {tables} tables and the descriptor, made and counted by",
        f"`make damage`: a share of {share:g} of all there are, by a seed, and of the last two kinds a",
        "twentieth of that. Exact: a line with the file, and with the row and column where there is one.",
        "Vague: some other line. Missed: no line, which is right for the last two kinds. The cause counts as",
        "named if the line has the words that tell it, of damages with a cause of their own. What the",
        "generator (`campaigns/damage.py`) does not think of is not in the count.",
        "",
        "| damage | tried | exact | vague | missed | traceback | hang | cause named |",
        "|---|---|---|---|---|---|---|---|",
        *(_row(name, by_class[name]) for name in CLASSES if by_class[name]["tried"]),
    ]
    for name in CLASSES:
        kinds = sorted(kind for expected, kind in by_kind if expected == name)
        if kinds:
            text += [
                "",
                f"## {name[0].upper()}{name[1:]}",
                "",
                "| kind | tried | exact | vague | missed | traceback | hang | cause named |",
                "|---|---|---|---|---|---|---|---|",
                *(_row(kind, by_kind[name, kind]) for kind in kinds),
            ]
    return "\n".join(text) + "\n"


def _row(name: str, counted: Counter) -> str:
    shown = name.replace("|", "\\|")
    causes = f"{counted['named']} of {counted['cause']}" if counted["cause"] else ""
    cells = [str(counted[k]) for k in ("tried", EXACT, VAGUE, MISSED, RAISED, HANGS)]
    return f"| {shown} | {' | '.join(cells)} | {causes} |"


def all_damage(each: int, names: list[str], share: float = 1, silent: float = 1) -> Iterator[Damage]:
    """Damage of each kind to these tables: a ``share`` of it, chosen by a seed.

    Of what no rule can know, and of harmless variants, which cost a whole check each, a share of that.
    """
    for name in names:
        chance = random.Random(name)
        for one in damage.of_table(name, chance, each):
            if chance.random() < share * (1 if one.expected in (FORBIDDEN, PLAUSIBLE) else silent):
                yield one


def main() -> None:
    names = os.environ.get("TABLES", "").split() or data.tables()
    each, share = int(os.environ.get("EACH", "1")), float(os.environ.get("SHARE", "0.25"))
    planted = [*all_damage(each, names, share, silent=0.05), *damage.of_descriptor()]
    with copy_of_the_data() as folder:
        hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
        found = tried(folder, planted)
        after = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    assert after == hashes, "the check changed a file"
    for one, verdict, named, lines in found:
        expected = one.expected in (FORBIDDEN, PLAUSIBLE)
        wrong = verdict in (RAISED, HANGS) or (expected and (verdict != EXACT or not named))
        if wrong or (one.expected == HARMLESS and lines):
            shown = lines[0][:160] if lines else ""
            print(
                verdict, named, one.expected, one.file, one.kind, one.places, shown, sep="\t", file=sys.stderr
            )
    if len(names) == len(data.tables()):
        _PAGE.write_text(page(found, len(names), share), encoding="utf-8")
    print(page(found, len(names), share).split("\n## ")[0])


if __name__ == "__main__":
    main()
