"""The verbs of dev.py."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from house.checks import fixes, passes, sphinx, static_checks, tests
from house.environment import alone, ensure
from house.installers import CannotSetUp, fetch_uv, uv_environment
from house.pictures import drawings
from house.places import LOCKS, PYTHON, ROOT, WINDOWS, Call, say

HELP = """\
python3 dev.py                       set everything up, then plan the sample year
python3 dev.py test [--quick] [...]  set everything up, then run the tests
python3 dev.py tightrope ARGS...     the command tightrope, from this checkout
python3 dev.py check [--static]      all that CI runs; --static leaves the tests out
python3 dev.py fix                   put right what ruff and djangofmt can
python3 dev.py bench NAME [...]      run bench/NAME.py; its JSON goes to bench/results
python3 dev.py docs                  build the documentation
python3 dev.py pictures              draw the pictures of the README anew
python3 dev.py lock [--upgrade]      make the lock files anew from pyproject.toml
python3 dev.py help                  this

--quick takes under two minutes: no slow tests, fewer examples for each law.
What else follows `test`, `bench NAME` and `tightrope` is passed on as it is.
"""
TOOL_WISHES = "uv>=0.9\n"


def main(words: Sequence[str]) -> int:
    """Do what the words of the call ask for, and give the exit code."""
    verb, rest = (words[0], list(words[1:])) if words else ("tightrope", ["demo"])
    if verb not in VERBS:
        say(f"there is no command {verb!r}; see: python3 dev.py help")
        return 2
    try:
        return VERBS[verb](rest)
    except CannotSetUp as error:
        say(str(error))
    except OSError as error:
        say(f"{error.filename or ROOT}: {error.strerror}")
    except KeyboardInterrupt:
        say("stopped; run it again to go on")
    return 1


def show_help(_: list[str]) -> int:
    """Say what can be asked for."""
    sys.stdout.write(HELP)
    return 0


def tightrope(words: list[str]) -> int:
    """Become `tightrope` with these words."""
    ensure("run")
    return become([PYTHON, "-P", "-m", "tightrope", *words])


def test(words: list[str]) -> int:
    """Become the tests: all of them, or a quick part."""
    ensure("dev")
    os.chdir(ROOT)
    return become(tests(words))


def check(words: list[str]) -> int:
    """Run each check, all of them even when one fails; the tests come last."""
    ensure("dev")
    failed = [name for name, call in static_checks() if not passes(name, call)]
    if words != ["--static"] and not passes("tests", tests([])):
        failed.append("tests")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def fix(_: list[str]) -> int:
    """Put right what a tool can."""
    ensure("dev")
    return max([subprocess.call(call, cwd=ROOT) for call in fixes()])


def bench(words: list[str]) -> int:
    """Become the benchmark of that name."""
    known = sorted(path.stem for path in (ROOT / "bench").glob("[!_]*.py"))
    if not words or words[0] not in known:
        say(f"name one of these benchmarks: {', '.join(known) or 'there are none yet'}")
        return 2
    ensure("dev")
    (ROOT / "bench" / "results").mkdir(exist_ok=True)
    return become([PYTHON, "-P", ROOT / "bench" / f"{words[0]}.py", *words[1:]])


def docs(_: list[str]) -> int:
    """Build the documentation."""
    ensure("dev")
    code = subprocess.call(sphinx(), cwd=ROOT)
    if code == 0:
        say(f"open {ROOT / 'docs' / '_build' / 'html' / 'index.html'}")
    return code


def pictures(_: list[str]) -> int:
    """Draw the pictures of the README anew."""
    ensure("run")
    for path, call in drawings():
        path.parent.mkdir(exist_ok=True)
        if code := subprocess.call(call, cwd=ROOT, stdout=subprocess.DEVNULL):
            return code
    return 0


def lock(words: list[str]) -> int:
    """Make the lock files anew, without a host, an index or a path in them."""
    with alone():
        uv = fetch_uv()
    if uv is None:
        say("uv makes the lock files, and it could not be had; check the network")
        return 1
    dev, run, tools = (LOCKS[name].name for name in ("dev", "run", "tools"))
    return max(
        compiled(uv, ["--extra", "dev", "pyproject.toml", "-o", dev, *words]),
        compiled(uv, ["--constraints", dev, "pyproject.toml", "-o", run, *words]),
        compiled(uv, ["-", "-o", tools, *words]),
    )


def compiled(uv: Path, words: list[str]) -> int:
    """Make one lock file for every platform and Python, and give uv's exit code."""
    way = ["--no-config", "--quiet", "--universal", "--python-version", "3.11"]
    way += ["--generate-hashes", "--no-header", "--no-annotate"]
    done = subprocess.run(
        [uv, "pip", "compile", *way, *words],
        cwd=ROOT,
        env=uv_environment(),
        input=TOOL_WISHES,
        text=True,
        check=False,
    )
    return done.returncode


def become(call: Call) -> int:
    """Run a program in our place; on Windows beside us, for its exit code."""
    if not WINDOWS:
        words = [str(word) for word in call]
        os.execv(words[0], words)  # noqa: S606 - no shell is meant
    return subprocess.call(call)


VERBS: dict[str, Callable[[list[str]], int]] = {
    "tightrope": tightrope,
    "test": test,
    "check": check,
    "fix": fix,
    "bench": bench,
    "docs": docs,
    "pictures": pictures,
    "lock": lock,
    "help": show_help,
    "-h": show_help,
    "--help": show_help,
}
