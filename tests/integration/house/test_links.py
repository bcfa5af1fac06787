import re
from pathlib import Path

import pytest

from house.places import ROOT

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:srcset|src|href)=\"([^\"#]+)\"")
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
    if "_build" not in path.parts
)


@pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = [one or other for one, other in LINK.findall(page.read_text("utf-8"))]

    dead = [
        link
        for link in links
        if not link.startswith(("https:", "mailto:"))
        and not (page.parent / link).exists()
    ]

    assert dead == []


def test_the_readme_shows_what_it_is_and_how_to_begin_by_line_30() -> None:
    top = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:30])

    assert "docs/pictures/plan-light.png" in top
    assert "\npython3 dev.py " in top
    assert "\npython3 dev.py test " in top
