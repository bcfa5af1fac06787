"""What every test has: profiles of Hypothesis, and the examples of the documents."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from sybil.integration.pytest import SybilItem

from tests.browser import Browser, find
from tests.examples import examples

settings.register_profile("full", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if "CI" in os.environ else "full")

if sys.platform != "win32":
    pytest_collect_file = examples("README.md", "docs/*.md", "docs/*/*.md").pytest()


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A real browser; mark the test with `browser`."""
    return find(tmp_path / "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the examples of one document together, for they build on one another."""
    for item in items:
        if isinstance(item, SybilItem):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
