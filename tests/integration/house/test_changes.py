import re
import tomllib

from house.places import ROOT

NAME = re.compile(r"(?:\+[a-z0-9-]+|\d+)\.(?P<kind>[a-z]+)\.md")


def test_every_fragment_is_one_sentence_of_a_known_kind() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    kinds = {kind["directory"] for kind in settings["tool"]["towncrier"]["type"]}
    fragments = sorted((ROOT / "changes").glob("[!.]*"))

    odd = [
        path.name
        for path in fragments
        if not ((name := NAME.fullmatch(path.name)) and name["kind"] in kinds)
        or not re.fullmatch(r"[^\n]+\.\n", path.read_text("utf-8"))
    ]

    assert odd == []
