import argparse
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

from house.places import ROOT
from tightrope import core
from tightrope.cli.main import COMMANDS, load
from tightrope.core.balance import Facet, Phase, Side
from tightrope.core.planner import State

REFERENCE = ROOT / "docs" / "reference"
SAMPLE = ROOT / "src" / "tightrope" / "sample" / "sample-year.ics"


def page(name: str) -> str:
    """A reference page."""
    return (REFERENCE / name).read_text("utf-8")


def section(command: str) -> str:
    """What the page of commands says of one, and of all."""
    parts = re.split(r"^## ", page("cli.md"), flags=re.MULTILINE)
    return "\n".join(
        part
        for part in parts
        if part.startswith((f"{command}\n", "What holds for all\n"))
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section(command: str) -> None:
    assert f"\n## {command}\n" in page("cli.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_on_the_page(command: str) -> None:
    parser = argparse.ArgumentParser()
    load(command).arguments(parser)

    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", parser.format_help()))

    told = section(command)
    assert {option for option in options if f"{option}" not in told} == {"--help"}


def keys(value: object) -> Iterator[str]:
    """Every key in a JSON value, those of tables by name apart."""
    match value:
        case dict():
            for key, inner in value.items():
                yield key
                if key not in {"facets", "by_rule"}:
                    yield from keys(inner)
        case list():
            for inner in value:
                yield from keys(inner)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("events", SAMPLE, "--now", "2026-11-17T08:30+01:00"),
        ("balance", SAMPLE, "--now", "2026-11-17T08:30+01:00"),
        ("cycle", SAMPLE, "--now", "2026-11-17T08:30+01:00"),
        ("demo",),
    ],
    ids=lambda words: words[0],
)
def test_every_key_is_on_the_page(words: tuple[str | Path, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tightrope", *words, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )

    found = set(keys(json.loads(done.stdout)))

    told = set(re.findall(r"[a-z_0-9]+", page("json.md")))
    assert found - told == set()


def kinds() -> list[type[StrEnum]]:
    """Every list of words that core has."""
    modules = pkgutil.walk_packages(core.__path__, f"{core.__name__}.")
    return [
        kind
        for module in modules
        for kind in vars(import_module(module.name)).values()
        if isinstance(kind, type)
        and issubclass(kind, StrEnum)
        and kind.__module__ == module.name
    ]


def test_every_word_is_in_the_glossary() -> None:
    words = {word.value for kind in kinds() for word in kind}

    terms = set(re.findall(r"^(\S.*)$", page("glossary.md"), flags=re.MULTILINE))

    assert {Facet.ROADMAP, Phase.QUIET, Side.OFF, State.FIRM} <= words
    assert words - terms == set()
