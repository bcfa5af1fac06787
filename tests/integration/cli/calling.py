"""How a call of the command line is made, and how it ended."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Its answer, which has to be one JSON object on one line."""
        assert self.code == 0, self.err
        assert self.out.count("\n") == 1
        return cast("dict[str, Any]", json.loads(self.out))


Run = Callable[..., Ended]
