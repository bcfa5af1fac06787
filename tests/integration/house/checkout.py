"""A small checkout of its own for dev.py: two packages, one lock file for each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from house.places import LOCKS, ROOT, TOOLS, WINDOWS

HOST = Path(vars(sys)["_base_executable"])
"""The Python that a person would call dev.py with: one with pip."""

PRODUCT = """\
import sys
import stone
try:
    import chisel
    tools = "with tools"
except ImportError:
    tools = "without tools"
print("stone", stone.VERSION, tools, *sys.argv[1:])
sys.exit(len(sys.argv) - 1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call left behind."""

    code: int
    out: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A folder with dev.py, and a folder of packages beside it."""

    root: Path
    wheels: Path
    variables: dict[str, str] = field(default_factory=dict)

    def call(self, *words: str, python: Path = HOST, **variables: str) -> Answer:
        """Call dev.py from another folder, and wait for it."""
        done = subprocess.run(
            [python, self.root / "dev.py", *words],
            cwd=self.wheels,
            env={**self.variables, **variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Answer(code=done.returncode, out=done.stdout, said=done.stderr)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Call dev.py, and do not wait for it."""
        return subprocess.Popen(
            [HOST, self.root / "dev.py", *words],
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def lock(self, level: str, packages: Mapping[str, str]) -> None:
        """Lock these packages, by name and version, making each."""
        lines = [
            f"{name}=={version} --hash=sha256:{self.make(name, version)}\n"
            for name, version in packages.items()
        ]
        (self.root / LOCKS[level].name).write_text("".join(lines))

    def make(self, name: str, version: str) -> str:
        """Make a package that knows its version, and give its hash."""
        path = self.wheels / f"{name}-{version}-py3-none-any.whl"
        facts = f"{name}-{version}.dist-info"
        with ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}.py", f"VERSION = {version!r}\n")
            wheel.writestr(
                f"{facts}/METADATA",
                f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            )
            wheel.writestr(
                f"{facts}/WHEEL",
                "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\n"
                "Tag: py3-none-any\n",
            )
            wheel.writestr(f"{facts}/RECORD", f"{facts}/RECORD,,\n{name}.py,,\n")
        return sha256(path.read_bytes()).hexdigest()


def lay(folder: Path) -> Checkout:
    """A checkout in a folder with a space in its name, on a machine without network.

    It has the uv of this checkout where there is one; else pip does the work.
    """
    root, wheels = folder / "my checkout", folder / "wheels"
    (root / "src" / "tightrope").mkdir(parents=True)
    wheels.mkdir()
    shutil.copy(ROOT / "dev.py", root)
    shutil.copy(LOCKS["tools"], root)
    (root / "house").mkdir()
    for path in (ROOT / "house").glob("*.py"):
        shutil.copy(path, root / "house")
    (root / "src" / "tightrope" / "__main__.py").write_text(PRODUCT)
    if (TOOLS / "uv").is_dir() and not WINDOWS:
        (root / ".tools").mkdir()
        (root / ".tools" / "uv").symlink_to(TOOLS / "uv")
    made = Checkout(root=root, wheels=wheels, variables=offline(folder))
    made.lock("run", {"stone": "1.0"})
    made.lock("dev", {"stone": "1.0", "chisel": "2.0"})
    return made


def offline(folder: Path) -> dict[str, str]:
    """The variables of a person who has these packages and no network."""
    theirs = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_", "PYTEST_", "PYTHON"))
    }
    return theirs | {
        "HOME": str(folder),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": str(folder / "wheels"),
        "PIP_NO_INDEX": "1",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
