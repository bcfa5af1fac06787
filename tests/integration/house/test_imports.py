import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.places import ROOT

BREACHES = {
    "rooms: a flow that knows a page": (
        "flows/broken.py",
        "import tightrope.web",
        "Rooms",
    ),
    "rooms: an adapter that knows another": (
        "signals/broken.py",
        "import tightrope.charts",
        "Rooms",
    ),
    "rooms: core that knows an adapter's port": (
        "core/planner/broken.py",
        "import tightrope.notify.base",
        "Rooms",
    ),
    "rooms: one that has no place yet": ("cellar.py", "", "Rooms"),
    "core: time that knows the balance": (
        "core/timeline/broken.py",
        "import tightrope.core.balance",
        "Inside core",
    ),
    "core: a team that knows the planner": (
        "core/team/broken.py",
        "import tightrope.core.planner",
        "Inside core",
    ),
    "pure: core that reads the clock": (
        "core/balance/broken.py",
        "import time",
        "Core knows",
    ),
    "pure: core that draws": (
        "core/planner/broken.py",
        "import rich.text",
        "Core knows",
    ),
    "django: a command that knows the database": (
        "cli/broken.py",
        "import django.db",
        "Only store, web and wiring know Django",
    ),
    "django: a fetch that knows the database": (
        "fetching/broken.py",
        "import django.db",
        "Only store, web and wiring know Django",
    ),
    "unloaded: a copy that is made by Django": (
        "store/copies.py",
        "import django.db",
        "What the store does without a database",
    ),
    "adapters: a command that picks one itself": (
        "cli/broken.py",
        "import tightrope.signals.memory",
        "Only wiring",
    ),
    "adapters: a flow that picks one itself": (
        "flows/broken.py",
        "import tightrope.notify.memory",
        "Only wiring",
    ),
    "solver: a command that solves": (
        "cli/broken.py",
        "import ortools.sat",
        "Only the planner",
    ),
    "circles: two modules that need each other": (
        "core/timeline/span.py",
        "import tightrope.core.timeline.event",
        "No room goes in circles",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the imports of the tree in `folder` by the project's contracts."""
    program = (
        "import sys; sys.path.insert(0, 'src'); "
        "from importlinter.cli import lint_imports_command as run; "
        "run(['--no-cache', '--no-logo'])"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def broken(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """The contracts that the answer calls broken."""
    return [
        name
        for name, found, _ in (
            line.partition(" BROKEN") for line in answer.stdout.splitlines()
        )
        if found
    ]


def test_the_tree_keeps_every_contract() -> None:
    answer = lint(ROOT)

    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_named(breach: str, tmp_path: Path) -> None:
    path, line, contract = BREACHES[breach]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=no_data)
    with (tmp_path / "src" / "tightrope" / path).open("a") as module:
        module.write(f"{line}\n")

    answer = lint(tmp_path)

    assert answer.returncode == 1
    assert [name[: len(contract)] for name in broken(answer)][:1] == [contract]


def no_data(folder: str, names: list[str]) -> set[str]:
    """Everything in a folder but its modules, for the contracts read nothing else."""
    return {
        name
        for name in names
        if not name.endswith(".py") and not Path(folder, name).is_dir()
    } | {"__pycache__"}


def test_core_imports_only_the_standard_library_and_numpy() -> None:
    program = (
        "import sys; sys.path.insert(0, 'src'); import grimp; "
        "graph = grimp.build_graph('tightrope', include_external_packages=True, "
        "cache_dir=None); "
        "print(*{there for here in graph.modules if here.startswith('tightrope.core') "
        "for there in graph.find_modules_directly_imported_by(here)})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    roots = {name.partition(".")[0] for name in done.stdout.split()}
    assert roots - sys.stdlib_module_names - {"numpy", "tightrope"} == set()
