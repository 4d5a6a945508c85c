"""What a newcomer is promised: two commands, a make that explains itself, pinned libraries, sound links."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import house

RUN, DEV = house.ROOT / "requirements.txt", house.ROOT / "requirements-dev.txt"
PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[\w+\])?==(?P<version>[\w.]+) +# (?P<why>\S.*)$")
GUIDES = [house.ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE.md")]
DOCUMENTS = [*GUIDES, *sorted((house.ROOT / "docs").rglob("*.md"))]


def make(*arguments: str) -> str:
    run = subprocess.run(["make", *arguments], cwd=house.ROOT, capture_output=True, text=True, check=True)
    return run.stdout


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (house.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def listed(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def pins(*files: Path) -> dict[str, str]:
    found = [match for file in files for line in listed(file) if (match := PINNED.match(line))]
    return {canonicalize_name(match["name"]): match["version"] for match in found}


def needed(package: str) -> set[str]:
    """Packages that this one pulls in on this machine."""
    all_of_them = map(Requirement, requires(package) or ())
    return {
        canonicalize_name(each.name) for each in all_of_them if not each.marker or each.marker.evaluate({"extra": ""})
    }


def test_make_alone_explains_every_target() -> None:
    explained = set(re.findall(r"^  make ([a-z]+) +\S", make(), re.MULTILINE))
    assert explained == targets() >= {"help", "run", "test", "lint", "bench"}


def test_the_readme_begins_with_two_commands_that_exist() -> None:
    readme = (house.ROOT / "README.md").read_text(encoding="utf-8")
    first_block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert first_block
    commands = [line.split("#")[0].split() for line in first_block[1].splitlines() if line]
    assert commands == [["make", "run"], ["make", "test"]]
    assert {target for _, target in commands} <= targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=house.name)
def test_documents_name_only_targets_that_exist(document: Path) -> None:
    assert set(re.findall(r"`make ([a-z]+)", document.read_text(encoding="utf-8"))) <= targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=house.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_ci_runs_the_readmes_test_command() -> None:
    assert re.search(r"^make test\b", (house.ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("file", [RUN, DEV], ids=house.name)
def test_every_requirement_is_pinned_and_says_why(file: Path) -> None:
    assert [line for line in listed(file) if not PINNED.match(line)] == []


@pytest.mark.parametrize("files", [(RUN,), (RUN, DEV)], ids=["run", "test"])
def test_nothing_unpinned_comes_along(files: tuple[Path, ...]) -> None:
    known = pins(*files)
    assert {name for package in known for name in needed(package)} <= known.keys()


@pytest.mark.parametrize("package", sorted(pins(RUN, DEV)))
def test_what_is_installed_is_what_is_pinned(package: str) -> None:
    try:
        installed = version(package)
    except PackageNotFoundError:
        installed = "not installed"
    assert installed == pins(RUN, DEV)[package]


def test_every_setting_is_documented_and_no_other() -> None:
    variables = re.compile(r"NIANBAO_[A-Z_]+")
    read = variables.findall((house.ROOT / "portal" / "settings.py").read_text(encoding="utf-8"))
    documented = variables.findall((house.ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert set(documented) == set(read)


def test_every_decision_is_listed_in_order() -> None:
    decisions = sorted(path.name for path in (house.ROOT / "docs" / "adr").glob("*.md"))
    index = (house.ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\(adr/([^)]+)\)", index) == decisions
    assert [name[:4] for name in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
