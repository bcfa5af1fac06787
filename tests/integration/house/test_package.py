import json
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from house.places import ROOT, WINDOWS, Call
from tests.integration.house.checkout import HOST

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install .` makes, with the locked backend and no network."""
    folder = tmp_path_factory.mktemp("dist")
    way: Call = ["--no-index", "--no-deps", "--no-build-isolation", "-w", folder]
    pip: Call = [HOST, "-m", "pip", "--python", sys.executable, "wheel"]
    subprocess.run([*pip, *way, ROOT], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `tightrope`, installed as pip and pipx do it.

    What it needs comes from our own environment; its own code from the wheel alone.
    """
    venv = tmp_path_factory.mktemp("pipx") / "venv"
    subprocess.run([HOST, "-m", "venv", "--without-pip", venv], check=True)
    programs = venv / ("Scripts" if WINDOWS else "bin")
    pip: Call = [HOST, "-m", "pip", "--python", venv, "install", "--no-index"]
    subprocess.run([*pip, "--no-deps", wheel], check=True, capture_output=True)
    at = {"base": str(venv), "platbase": str(venv)}
    ours = Path(sysconfig.get_path("purelib", "venv", at)) / "ours.pth"
    # Only the folder is added: its own .pth files, and so our sources, stay out.
    ours.write_text(f"{sysconfig.get_path('purelib')}\n")
    return programs / ("tightrope.exe" if WINDOWS else "tightrope")


def call(program: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_installed_program_says_its_version(
    installed: Path, tmp_path: Path
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    done = call(installed, "--version", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"tightrope {project['version']}\n"


def test_the_installed_program_helps(installed: Path, tmp_path: Path) -> None:
    done = call(installed, "--help", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: tightrope")


def test_the_installed_program_plans_the_sample_year(
    installed: Path, tmp_path: Path
) -> None:
    done = call(installed, "demo", "--json", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == 1


def package() -> set[str]:
    """Each file of the package, as the wheel names it."""
    src = ROOT / "src"
    return {
        path.relative_to(src).as_posix()
        for path in (src / "tightrope").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}

    assert names == package()


def test_the_wheel_carries_its_licence_and_notice(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        licences = {
            Path(name).name for name in packed.namelist() if "/licenses/" in name
        }

    assert licences >= {"LICENSE", "NOTICE"}


def test_the_wheel_is_small(wheel: Path) -> None:
    megabytes = wheel.stat().st_size / 1e6

    assert megabytes < 5
