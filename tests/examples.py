"""Examples in the documents, run as tests: Python, and calls of tightrope."""

import doctest
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

from house.places import ROOT
from tightrope.sample import NOW

PROMPT = "$ "
SAMPLE = ROOT / "src" / "tightrope" / "sample" / "sample-year.ics"
PROGRAM = """\
#!/bin/sh
case "$1" in policy|demo|classify|solve|bench|me|serve|backup|restore|--*) ;; *)
    set -- "$@" --now {now};;
esac
exec "{python}" -P -m tightrope "$@"
"""
"""`tightrope`, on the day that the sample year ends unless the page says another."""


def examples(*patterns: str) -> Sybil:
    """What collects the examples of the documents that match the patterns."""
    return Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
            CodeBlockParser("console", run_console),
            CodeBlockParser("toml", write_policy),
            SkipParser(),
        ],
        path=str(ROOT),
        patterns=patterns,
        setup=open_folder,
        teardown=close_folder,
    )


def open_folder(namespace: dict[str, Any]) -> None:
    """Give a document a folder of its own, with the sample year as two calendars."""
    folder = Path(tempfile.mkdtemp(prefix="tightrope-docs-"))
    for name in ("work.ics", "private.ics"):
        shutil.copy(SAMPLE, folder / name)
    program = folder / ".bin" / "tightrope"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(now=NOW.isoformat(), python=sys.executable))
    program.chmod(0o755)
    namespace["folder"] = folder


def close_folder(namespace: dict[str, Any]) -> None:
    """Take the folder of a document away."""
    shutil.rmtree(namespace["folder"])


def run_console(example: Example) -> str | None:
    """Run each call of tightrope in a block, and say where its words differ."""
    for command, shown in calls(example.parsed):
        done = in_shell(command, example.namespace["folder"])
        if done.returncode and not shown:
            return f"{command}\nended with {done.returncode}:\n{done.stdout}"
        if shown and not alike(shown, done.stdout):
            return f"{command}\nprinted\n{done.stdout}\ninstead of\n{shown}"
    return None


def write_policy(example: Example) -> None:
    """Put a policy where the calls below it find it."""
    policy = Path(example.namespace["folder"]) / "policy.toml"
    policy.write_text(example.parsed, "utf-8")


def calls(block: str) -> list[tuple[str, str]]:
    """The calls of tightrope in a block, each with what the page shows below it."""
    found: list[tuple[str, str]] = []
    for part in f"\n{block}".split(f"\n{PROMPT}")[1:]:
        command, _, shown = part.partition("\n")
        if "tightrope " in command and not command.startswith(("pip", "python3 dev")):
            found.append((command, shown.strip("\n")))
    return found


def in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as a person would, in a narrow terminal without colour."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={
            **os.environ,
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
            "TIGHTROPE_DATA": str(folder / ".data"),
            "TZ": "UTC",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )


def alike(shown: str, printed: str) -> bool:
    """Whether the page shows what is printed; `...` stands for anything."""
    plain = ["\n".join(map(str.rstrip, text.splitlines())) for text in (shown, printed)]
    checker = doctest.OutputChecker()
    return checker.check_output(
        plain[0].strip("\n") + "\n", plain[1].strip("\n") + "\n", doctest.ELLIPSIS
    )
