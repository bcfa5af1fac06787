import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from house.places import ROOT

if sys.platform == "win32":
    pytest.skip("CI runs on Linux", allow_module_level=True)

BASH = shutil.which("bash") or "/bin/bash"


def machine(folder: Path, programs: Mapping[str, str]) -> dict[str, str]:
    """The variables of a machine that has these programs, each a shell script."""
    folder.mkdir()
    (folder / "dirname").symlink_to(str(shutil.which("dirname")))
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def ci(variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BASH, ROOT / ".ci" / "run"],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_browser_fails_instead_of_skipping(tmp_path: Path) -> None:
    nobody = machine(tmp_path / "bin", {"id": "echo 1000", "python3": "exit 0"})

    done = ci(nobody)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        ".ci/run: no browser: install chromium, or name one in CHROMIUM\n"
    )


def test_root_gets_the_browser_from_debian(tmp_path: Path) -> None:
    place = tmp_path / "bin"
    log = tmp_path / "log"
    browser = f"{place}/chromium"
    brings = (
        f'echo "$@" >> {log}; case "$*" in *chromium*) '
        f"echo '#!/bin/sh' > {browser}; /bin/chmod +x {browser};; esac"
    )
    root = machine(
        place, {"id": "echo 0", "apt-get": brings, "python3": f'echo "$@" >> {log}'}
    )

    done = ci(root)

    assert done.returncode == 0
    assert log.read_text().splitlines() == [
        "update -qq",
        "install -qq -y --no-install-recommends chromium",
        "-c import sqlite3",
        "dev.py check --static",
        "dev.py test",
    ]


def test_a_missing_database_fails_instead_of_skipping(tmp_path: Path) -> None:
    bare = machine(tmp_path / "bin", {"chromium": "", "python3": "exit 1"})

    done = ci(bare)

    assert done.returncode == 1
    assert done.stderr == ".ci/run: no database: this Python lacks sqlite3\n"


@pytest.mark.parametrize("failing", ["check", "test"])
def test_tests_come_last_and_any_failure_counts(failing: str, tmp_path: Path) -> None:
    python3 = f'echo "$CI $2"; [ "$2" != {failing} ]'
    fair = machine(tmp_path / "bin", {"chromium": "", "python3": python3})

    done = ci(fair)

    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == ["true check", "true test"]


def test_every_hook_is_local_and_runs_from_the_environment() -> None:
    settings = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")

    said = {
        key: set(re.findall(rf"\b{key}: (\S+)", settings))
        for key in ("repo", "language", "entry")
    }

    assert said["repo"] == {"local"}
    assert said["language"] == {"system"}
    assert {entry.rpartition("/")[0] for entry in said["entry"]} == {".venv/bin"}


def test_pre_commit_takes_the_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")
