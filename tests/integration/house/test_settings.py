import re
import tomllib

from house.places import ROOT
from tightrope.core.planner import Policy
from tightrope.core.planner.policyfile import explain, read

PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")


def test_the_page_has_every_key_its_default_and_its_question() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)

    known = [(line.key, line.default, line.asks) for line in explain(Policy())]

    assert rows == known


def test_the_example_is_a_policy_of_its_own() -> None:
    [example] = re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL)

    policy = read(example, "settings.md")

    named = set(tomllib.loads(example)) - {"pledge"}
    changed = {
        line.key.partition(".")[0]
        for line in explain(policy)
        if line.value != line.default
    }
    assert changed == named | {"pledge"}
