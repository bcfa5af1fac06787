from pathlib import Path

import pytest

from tests.golden.ical.told import told

GOLDEN = Path(__file__).parent


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in GOLDEN.glob("*.ics")), ids=str
)
def test_a_golden_calendar_is_read_as_written_beside_it(name: str) -> None:
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    assert told((GOLDEN / f"{name}.ics").read_bytes()) == expected
