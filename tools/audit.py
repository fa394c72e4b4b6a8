"""The licences of all that is installed, and what is publicly known to be wrong with it: ``make audit``.

Licences are read from the packages themselves (pip-licenses). Vulnerabilities are asked of the package
registry for every lock (pip-audit), which needs a network; where it is not there, or knows nothing of a
package, that is said and nothing counts as looked up. Exits 1 for a licence that is not accepted, a known
vulnerability, or one that could not be looked up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ACCEPTED = re.compile(
    r"MIT|0?BSD|Apache|ISC|MPL|Mozilla|Python Software Foundation|PSF|SIL Open Font|OFL|Zlib|CC0|Unlicense"
)
"""Licences under which a package may be used, changed and passed on, also with what is under another one."""
EXCEPTIONS = {
    "axe-playwright-python": "names no licence in its metadata; its LICENSE file is MIT, axe-core's MPL 2.0",
    "krippendorff": "GPL 3 or later: installed beside the book and imported, no part of it; whoever passes "
    "on an environment that holds it passes it on under the GPL",
    "text-unidecode": "Artistic License or GPL, as the user chooses: Artistic",
}
"""Packages under other terms that were looked at, with what was found."""


def main() -> int:
    """Look at both; 0 if nothing is to be said against anything, else 1."""
    found = [*licence_faults(_licences()), *_vulnerabilities()]
    print("\n".join(found) or "every licence is accepted, and nothing is known against any package")
    return int(bool(found))


def licence_faults(packages: list[dict[str, str]]) -> list[str]:
    """One line per package (``Name``, ``License``) whose licence is not accepted and no exception."""
    return [
        f"{each['Name']}: the licence {each['License']!r} is not accepted; look at it, then name it in "
        "tools/audit.py"
        for each in packages
        if not ACCEPTED.search(each["License"]) and each["Name"].lower() not in EXCEPTIONS
    ]


def vulnerability_faults(lock: str, answer: str, said: str) -> list[str]:
    """One line per vulnerability in what pip-audit answered (JSON) for a lock, or that it could not look."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        last = (said.strip().splitlines() or ["no reason given"])[-1]
        return [f"{lock}: vulnerabilities were not looked up; that needs a network ({last[:160]})"]
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    found = [
        f"{lock}: {each['name']} {each['version']} has {one['id']}"
        + (f", mended in {', '.join(one['fix_versions'])}" if one["fix_versions"] else "")
        for each in packages
        for one in each.get("vulns", ())
    ]
    if skipped:
        shown = ", ".join(skipped[:3]) + (" and others" if len(skipped) > 3 else "")
        found.append(
            f"{lock}: the registry knows nothing of {len(skipped)} of {len(packages)} packages ({shown})"
        )
    return found


def _licences() -> list[dict[str, str]]:
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--with-system", "--format=json"]
    asked = subprocess.run(command, check=False, capture_output=True, text=True)
    if asked.returncode:
        sys.exit("pip-licenses is not installed here: run make audit, which brings it")
    return json.loads(asked.stdout)


def _vulnerabilities() -> list[str]:
    found = []
    for lock in sorted(ROOT.glob("requirements*.txt")):
        options = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json"]
        command = [sys.executable, "-m", "pip_audit", *options, f"--requirement={lock}"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        found += vulnerability_faults(lock.name, done.stdout, done.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
