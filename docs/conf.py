"""How Sphinx builds the documentation."""

import tomllib
from pathlib import Path

_project = tomllib.loads(
    (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
)["project"]

project = "Tightrope"
author = "The Tightrope authors"
release = _project["version"]
version = release

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "smartquotes"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "Tightrope"
html_copy_source = False
html_show_sourcelink = False
