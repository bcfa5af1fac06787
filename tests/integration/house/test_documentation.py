import re
import subprocess
import sys
from pathlib import Path

import pytest

from house.places import ROOT
from tests.browser import Browser

pytestmark = pytest.mark.slow

# What a browser would fetch by itself; a link waits for a person.
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc(?:set)?=["'](https?:)?//"""
    r"""|<link\b(?![^>]*rel=["'](?:canonical|license)["'])[^>]*\bhref=["'](https?:)?//"""
    r"""|@import\s|url\(["']?(https?:)?//"""
)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built with every warning an error."""
    folder = tmp_path_factory.mktemp("html")
    call = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    subprocess.run(
        [*call, "-d", folder / ".doctrees", "docs", folder], cwd=ROOT, check=True
    )
    return folder


def test_no_page_loads_anything_from_elsewhere(html: Path) -> None:
    pages = [*html.rglob("*.html"), *html.rglob("*.css")]

    found = [
        (page.name, fetched.group())
        for page in pages
        for fetched in FETCHED.finditer(page.read_text("utf-8"))
    ]

    assert pages
    assert found == []


def test_every_page_is_reached_from_the_first(html: Path) -> None:
    first = (html / "index.html").read_text("utf-8")
    written = {
        path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        for path in (ROOT / "docs").rglob("*.md")
        if "_build" not in path.parts
    }

    linked = set(re.findall(r'href="([^"#]+\.html)', first))

    assert written - linked - {"index.html"} == set()


@pytest.mark.browser
def test_the_first_page_opens_in_a_browser(html: Path, browser: Browser) -> None:
    seen = browser.dom(html / "index.html")

    assert "<h1>Tightrope" in seen
    assert 'class="sidebar-tree"' in seen
