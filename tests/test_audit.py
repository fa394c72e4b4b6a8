"""Licences and vulnerabilities: what is said of each, and that nothing passes for looked up that was not."""

import json

from tools import audit


def test_a_licence_is_accepted_looked_at_or_named():
    packages = [
        {"Name": "one", "License": "MIT License"},
        {"Name": "two", "License": "BSD License; GNU General Public License (GPL)"},
        {"Name": "Krippendorff", "License": "GPL-3.0-or-later"},
        {"Name": "three", "License": "AGPL-3.0"},
        {"Name": "four", "License": "UNKNOWN"},
    ]
    assert [line.split(";")[0] for line in audit.licence_faults(packages)] == [
        "three: the licence 'AGPL-3.0' is not accepted",
        "four: the licence 'UNKNOWN' is not accepted",
    ]


def test_a_vulnerability_is_named_with_what_mends_it_and_what_was_not_looked_up_is_said():
    vulns = [{"id": "CVE-1", "fix_versions": ["1.1", "2.0"]}, {"id": "CVE-2", "fix_versions": []}]
    answer = {
        "dependencies": [
            {"name": "a", "version": "1.0", "vulns": vulns},
            {"name": "b", "version": "1.0", "vulns": []},
            *({"name": n, "skip_reason": "not found"} for n in "cdef"),
        ]
    }
    assert audit.vulnerability_faults("requirements.txt", json.dumps(answer), "") == [
        "requirements.txt: a 1.0 has CVE-1, mended in 1.1, 2.0",
        "requirements.txt: a 1.0 has CVE-2",
        "requirements.txt: the registry knows nothing of 4 of 6 packages (c, d, e and others)",
    ]
    (said,) = audit.vulnerability_faults("requirements.txt", "", "Traceback\nConnectionError: no route")
    assert "were not looked up; that needs a network (ConnectionError: no route)" in said
