"""A new edition, cut by one command: from the last one that was kept, into every place that names it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from coalition import check, data, paths
from coalition.errors import CoalitionError
from coalition.reference import archives, downloads, editions
from coalition.reference.editions import State

CHANGELOG, CITATION, DESCRIPTOR = "CHANGELOG.md", "CITATION.cff", "datapackage.json"
NEXT = "## Next"
"""The heading under which what was done since the last edition stands in the changelog."""
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d+")


def cut(version: str, cut_off: str, day: str, *, only_draft: bool = False) -> str:
    """Make the present data the edition ``version`` of ``day``, with evidence up to ``cut_off``.

    Sets version, day and cut-off in the descriptor and in ``CITATION.cff``, gives the changelog its heading
    and the note of what moved since the last kept edition, and keeps the archive with its hash. Returns the
    note.
    With ``only_draft`` everything is as it was afterwards.

    Raises CoalitionError, with everything as it was, for a version that is kept or not later than the last,
    for the tables of the last edition, for data that break a rule, and for a judgement that changed without a
    reason.
    """
    _readable(version, cut_off, day)
    last = _last(version)
    with _all_or_nothing(paths.DATA / DESCRIPTOR, paths.ROOT / CITATION, paths.ROOT / CHANGELOG) as keep:
        _set_descriptor(version, cut_off, day)
        _set_citation(version, day)
        now = editions.read(paths.DATA)
        if last.tables and editions.same(last, now):
            raise CoalitionError(f"The tables are those of version {last.version}: nothing to release")
        _reasons_given(last, now)
        note = editions.note(last, now)
        _set_changelog(version, cut_off, day, note)
        if broken := check.violations():
            raise CoalitionError("\n".join(["The data break a rule, so there is no new edition:", *broken]))
        if not only_draft:
            archives.keep(downloads.archive(), version)
            keep()
    return note


def _readable(version: str, cut_off: str, day: str) -> None:
    if not _VERSION.fullmatch(version):
        raise CoalitionError(f"{version!r} is no version: year, month and number, such as 2026.11.1")
    for what, written in (("cut-off", cut_off), ("day", day)):
        try:
            date.fromisoformat(written)
        except ValueError:
            raise CoalitionError(f"{written!r} is no {what}: a day such as 2026-10-10") from None
    if cut_off > day:
        raise CoalitionError(f"The cut-off {cut_off} is after {day}, the day of the edition")


def _last(version: str) -> State:
    """The last edition that was kept; an empty state before the first."""
    if faults := archives.faults():
        raise CoalitionError("\n".join(faults))
    kept = archives.kept()
    released = re.findall(rf"^## ({_VERSION.pattern}) - ", _changelog(), re.MULTILINE)
    if missing := [v for v in released if v not in map(archives.version, kept)]:
        raise CoalitionError(
            f"{CHANGELOG} names version {missing[0]}, whose archive is not in editions/: keep it there first"
        )
    if not kept:
        return State()
    newest = archives.version(kept[-1])
    if archives.order(version) <= archives.order(newest):
        raise CoalitionError(f"Version {version} is not later than {newest}, which is kept in editions/")
    return editions.read(kept[-1])


def _reasons_given(last: State, now: State) -> None:
    judgements = editions.changed_judgements(last, now)
    silent = judgements.loc[judgements["why"] == "", "judgement"]
    if len(silent):
        raise CoalitionError(
            f"Changed since {last.version} without a reason in change_reason of data/judgements.csv: "
            + "; ".join(silent)
        )


def _set_descriptor(version: str, cut_off: str, day: str) -> None:
    path = paths.DATA / DESCRIPTOR
    package = json.loads(path.read_text(encoding="utf-8"))
    package |= {"version": version, "created": f"{day}T00:00:00Z", "cut_off": cut_off}
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    data.package.cache_clear()


def _set_citation(version: str, day: str) -> None:
    path = paths.ROOT / CITATION
    text = path.read_text(encoding="utf-8")
    for field, value in (("version", version), ("date-released", day)):
        text = re.sub(rf"(?m)^{field}: .*$", f"{field}: {value}", text)
    path.write_text(text, encoding="utf-8")


def _changelog() -> str:
    return (paths.ROOT / CHANGELOG).read_text(encoding="utf-8")


def _set_changelog(version: str, cut_off: str, day: str, note: str) -> None:
    """Give what stands under ``NEXT`` the heading of the edition, and put the note below it."""
    before, heading, after = _changelog().partition(f"{NEXT}\n")
    if not heading:
        before, _, rest = _changelog().partition("## ")
        after = f"\n## {rest}" if rest else "\n"
    done, found, earlier = after.partition("\n## ")
    parts = [
        f"## {version} - {day}",
        f"Data cut-off: {data.written_date(cut_off)}.",
        done.strip(),
        note.strip(),
    ]
    text = before + "\n\n".join(filter(None, parts)) + "\n" + (f"\n## {earlier}" if found else "")
    (paths.ROOT / CHANGELOG).write_text(text, encoding="utf-8")


@contextmanager
def _all_or_nothing(*files: Path) -> Iterator:
    """Put these files back as they were, unless the function given is called before the end."""
    before, kept = {path: path.read_bytes() for path in files}, []
    try:
        yield lambda: kept.append(True)
    finally:
        if not kept:
            for path, content in before.items():
                path.write_bytes(content)
            data.package.cache_clear()
