"""What runs elsewhere (GitHub, Read the Docs) and what documents say: targets and tests that there are."""

import json
import os
import re
import shutil
import subprocess

import pytest
import yaml

from tests.conftest import ROOT

TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").rglob("*.md"))


def steps(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def asked(command):
    """The targets of a call of make."""
    words = command.split()
    return {w for w in words[1:] if "=" not in w} if words[:1] == ["make"] else set()


def test_services_call_targets_that_there_are():
    commands = [step["run"] for path in WORKFLOWS for step in steps(path) if "run" in step]
    read_the_docs = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text())
    commands += read_the_docs["build"]["commands"]
    commands.append(
        json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())["postCreateCommand"]
    )
    named = {target for command in commands for target in asked(command)}
    assert {"test", "book", "test-fast", "release", "versions", "linkcheck"} <= named <= TARGETS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_documents_name_targets_that_there_are(path):
    said = re.findall(r"(?:`|^)make ((?:[a-z][a-z-]*(?: |(?=`|$)))+)", path.read_text(encoding="utf-8"), re.M)
    assert {target for words in said for target in words.split()} <= TARGETS


def test_every_target_is_in_a_document():
    told = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert {target for target in TARGETS if f"make {target}" not in told} == {"environment"}


MADE = ("_build/", "_downloads/", "_cite/")
"""What the book makes."""


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "bookpress" / "README.md"], ids=lambda p: p.name)
def test_documents_lead_to_files_that_there_are(path):
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", text)
    named = [
        n for n in named if "." in n.split("/")[-1] and not n.startswith(MADE) and not n.endswith(".html")
    ]
    near = (ROOT, ROOT / "bookpress", path.parent)
    assert [name for name in named if not any((folder / name).exists() for folder in near)] == []


@pytest.mark.parametrize(
    ("workflow", "given", "address"),
    [
        ("pages", {"ADDRESS": "https://reader.example/book"}, "https://reader.example/book"),
        (
            "release",
            {"BASE": "https://reader.example/book", "GITHUB_REF_NAME": "v2030.1.2"},
            "https://reader.example/book/v2030.1.2",
        ),
        ("release", {"BASE": "", "GITHUB_REF_NAME": "v2030.1.2"}, ""),
    ],
)
def test_the_published_book_gets_its_addresses(tmp_path, workflow, given, address):
    shutil.copy(ROOT / "_config.yml", tmp_path)
    naming = next(
        s
        for s in steps(ROOT / ".github" / "workflows" / f"{workflow}.yml")
        if "REPOSITORY" in s.get("env", {})
    )
    env = {"PATH": os.defpath, "REPOSITORY": "https://github.com/some/one"} | given
    subprocess.run(["bash", "-c", naming["run"]], cwd=tmp_path, env=env, check=True)
    before, after = (yaml.safe_load((f / "_config.yml").read_text()) for f in (ROOT, tmp_path))
    assert (before["html"].pop("baseurl"), before["repository"].pop("url")) == ("", "")
    assert after["html"].pop("baseurl") == address
    assert after["repository"].pop("url") == "https://github.com/some/one"
    assert after == before


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_workflows_end_and_may_do_little(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(workflow["permissions"].values() if workflow["permissions"] else ()) <= {"read"}
    assert workflow["concurrency"]["group"]
    assert all(job["timeout-minutes"] <= 120 for job in workflow["jobs"].values())
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def test_the_bot_leaves_what_is_held_below_a_version():
    bot = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    held = {
        i["dependency-name"]: i["versions"] for update in bot["updates"] for i in update.get("ignore", ())
    }
    pins = dict(re.findall(r'^  "([\w-]+)==([\d.]+)', (ROOT / "pyproject.toml").read_text(), re.M))
    assert held["jupyter-book"] == [">=2"] and pins["jupyter-book"].startswith("1.")
    for name, (bound,) in held.items():
        pin, limit = (
            [int(n) for n in text.split(".") if n] for text in (pins[name], bound.removeprefix(">="))
        )
        assert pin < limit


def test_every_python_that_is_promised_is_tested():
    promised = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (ROOT / "pyproject.toml").read_text())
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text())["jobs"]
    tested = jobs["test"]["strategy"]["matrix"]["python-version"]
    assert tested == [f"3.{n}" for n in range(*map(int, promised.groups()))]
    assert {job["runs-on"].split("-")[0] for job in jobs.values()} == {"ubuntu", "macos"}


def test_private_parts_of_other_packages_are_listed_with_tests_that_there_are():
    recipes = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    modules = [p.name for p in (ROOT / "bookpress" / "upstream").glob("*.py") if p.name != "__init__.py"]
    assert modules and all(f"`bookpress/upstream/{name}`" in recipes for name in modules)
    guards = re.findall(r"`((?:bookpress/tests|campaigns|tests)/[\w/]+\.py)`", recipes)
    assert len(guards) > len(modules) and all((ROOT / path).is_file() for path in guards)
