"""The environment in .venv: made once from the lock files, known by its stamp."""

import hashlib
import json
import os
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from house.installers import Installer, best_installer
from house.places import LOCKS, ROOT, TOOLS, VENV, say

PURPOSES = {"run": "running", "dev": "tests and tools"}
STAMP = VENV / "tightrope-stamp.json"

if sys.platform == "win32":
    import msvcrt

    def seize(file: IO[str]) -> None:
        """Take the lock on `file`.

        Raises:
            OSError: another process holds it.
        """
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def seize(file: IO[str]) -> None:
        """Take the lock on `file`.

        Raises:
            OSError: another process holds it.
        """
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def ensure(level: str) -> None:
    """See that the environment holds what `level` needs, doing nothing if it does.

    Args:
        level: `run` for the product alone, `dev` for its tests and tools as well.

    Raises:
        CannotSetUp: it could not be made; what was there may be gone.
    """
    if ready(level):
        return
    with alone():
        if not ready(level):
            set_up("dev" if stamp().get("level") == "dev" else level)


def ready(level: str) -> bool:
    """Whether the environment was finished for `level`, this Python and these locks."""
    made = stamp()
    return made == wanted("dev") or (level == "run" and made == wanted("run"))


def wanted(level: str) -> dict[str, str]:
    """What the stamp of an environment for `level` says."""
    return {
        "level": level,
        "python": f"{sys.implementation.name} {sys.version.split()[0]}",
        "root": str(ROOT),
        "lock": hashlib.sha256(LOCKS[level].read_bytes()).hexdigest(),
    }


def stamp() -> dict[str, str]:
    """What the stamp says; nothing where no set-up was ever finished."""
    try:
        made: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return made


@contextmanager
def alone() -> Iterator[None]:
    """Hold the one right to change the environment; it ends with the process."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "set-up.lock").open("a", encoding="utf-8") as file:
        waiting = False
        while True:
            try:
                seize(file)
                break
            except OSError:
                if not waiting:
                    say("waiting for another set-up in this folder to end")
                waiting = True
                time.sleep(0.2)
        yield


def set_up(level: str) -> None:
    """Make the environment, or bring it to `level`; the stamp is written last."""
    say(f"setting up {VENV} for {PURPOSES[level]}; this is done once")
    begun = time.monotonic()
    installer = best_installer()
    if not (installer.removes and same_ground(level)):
        make_venv(installer)
    STAMP.unlink(missing_ok=True)
    installer.install(LOCKS[level])
    add_sources()
    write_stamp(level)
    say(f"set up in {time.monotonic() - begun:.0f} s")


def same_ground(level: str) -> bool:
    """Whether what stands was finished by this Python, in this folder."""
    now, then = wanted(level), stamp()
    return all(now[key] == then.get(key) for key in ("python", "root"))


def make_venv(installer: Installer) -> None:
    """Lay an empty environment in place of whatever stands there."""
    STAMP.unlink(missing_ok=True)
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    installer.make_venv()


def add_sources() -> None:
    """Let the environment import the product from this checkout."""
    at = {"base": str(VENV), "platbase": str(VENV)}
    site = Path(sysconfig.get_path("purelib", "venv", at))
    # Relative, for the file is read in the locale's encoding and the path is anyone's.
    src = os.path.relpath(ROOT / "src", site)
    (site / "tightrope-src.pth").write_text(f"{src}\n", "utf-8")


def write_stamp(level: str) -> None:
    """Say that the environment is whole, in one step."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(wanted(level), indent=1), "utf-8")
    fresh.replace(STAMP)
