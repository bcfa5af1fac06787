"""What every test has: profiles of Hypothesis, and the examples of the documents."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import servers
from tests.browser import Browser, find
from tests.examples import examples
from tests.servers import Running
from tests.serving import Web, serving

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


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on this machine; mark the test with `tests.serving.LOOPBACK`."""
    with serving() as web:
        yield web


@pytest.fixture(scope="session")
def radicale() -> Iterator[Running]:
    """Radicale on this machine; mark the test with `tests.servers.REACHED`."""
    with servers.radicale() as running:
        yield running


@pytest.fixture(scope="session")
def xandikos() -> Iterator[Running]:
    """Xandikos on this machine; mark the test with `tests.servers.REACHED`."""
    with servers.xandikos() as running:
        yield running
