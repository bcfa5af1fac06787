import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from house.places import LOCKS, ROOT

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>.*)$")


def pins(level: str) -> dict[str, set[Version]]:
    """The locked versions of each package; there may be one for each Python."""
    found: dict[str, set[Version]] = {}
    for line in LOCKS[level].read_text("utf-8").splitlines():
        if pin := PIN.match(line):
            name = canonicalize_name(pin["name"])
            found.setdefault(name, set()).add(Version(pin["version"]))
    return found


def wishes(level: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["dev"] if level == "dev" else []
    return [Requirement(line) for line in [*project["dependencies"], *extra]]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.lock")), ids=lambda path: path.name
)
def test_no_lock_file_names_a_host_an_index_or_a_path(path: object) -> None:
    text = (ROOT / str(path)).read_text("utf-8").lower()

    found = re.findall(r"://|--(?:\w+-)*index|--find-links|file:|\s/\S+|@ ", text)

    assert found == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.lock")), ids=lambda path: path.name
)
def test_every_locked_package_has_its_hashes(path: object) -> None:
    text = (ROOT / str(path)).read_text("utf-8").replace("\\\n", "")

    without = [line for line in text.splitlines() if "--hash=sha256:" not in line]

    assert without == []


def test_every_lock_file_is_used() -> None:
    assert sorted(ROOT.glob("*.lock")) == sorted(LOCKS.values())


@pytest.mark.parametrize("level", ["run", "dev"])
def test_every_wish_of_the_project_is_locked(level: str) -> None:
    locked = pins(level)

    unmet = [
        str(wish)
        for wish in wishes(level)
        if not any(
            wish.specifier.contains(version)
            for version in locked.get(canonicalize_name(wish.name), ())
        )
    ]

    assert unmet == []


def test_one_environment_serves_running_and_testing() -> None:
    run, dev = pins("run"), pins("dev")

    differing = {name for name, versions in run.items() if dev.get(name) != versions}

    assert differing == set()
