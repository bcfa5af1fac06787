"""Where packages come from: what pip is set to, in the words of uv."""

import ast
import subprocess
from collections.abc import Mapping
from pathlib import Path

VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
}


def pip_settings(python: Path) -> dict[str, str]:
    """What pip is set to, from its files and PIP_ variables, by option.

    The variables win over what is set for `install`, and that over what is `global`.
    """
    done = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return settings(done.stdout)


def settings(listed: str) -> dict[str, str]:
    """Read what `pip config list` prints."""
    by_section: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listed.splitlines():
        name, found, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if found and section in by_section:
            by_section[section][option] = str(ast.literal_eval(value))
    return by_section["global"] | by_section["install"] | by_section[":env:"]


def uv_variables(pip: Mapping[str, str]) -> dict[str, str]:
    """The same settings as variables that uv reads.

    Every index is asked, as pip does it, instead of the first that has the name; the
    hashes of the lock files make that safe.
    """
    found = {
        variable: between.join(pip[option].split())
        for option, (variable, between) in VARIABLES.items()
        if pip.get(option)
    }
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **found}
