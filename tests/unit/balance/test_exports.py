import ast
from pathlib import Path

import pytest

from tightrope.core import balance

PLACE = balance.__file__ or ""


def _imported() -> dict[str, str]:
    """The names that mypy sees, with the modules that it takes them from."""
    tree = ast.parse(Path(PLACE).read_text("utf-8"))
    return {
        alias.name: node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("tightrope.")
        for alias in node.names
    }


def test_what_is_loaded_late_is_what_mypy_sees() -> None:
    late = {
        name: f"tightrope.core.balance.{module}"
        for module, names in balance._HOMES.items()  # noqa: SLF001 - the list itself is held
        for name in names
    }

    assert late == _imported()
    assert sorted(late) == sorted(balance.__all__)


@pytest.mark.parametrize("name", balance.__all__)
def test_each_name_is_there(name: str) -> None:
    assert getattr(balance, name) is vars(balance)[name]


def test_a_name_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'balances'"):
        _ = balance.balances  # type: ignore[attr-defined] # that is the point


def test_no_name_is_that_of_a_module() -> None:
    # loading the module would put it in the place of what is exported
    assert set(balance.__all__) & set(balance._HOMES) == set()  # noqa: SLF001 - the same
