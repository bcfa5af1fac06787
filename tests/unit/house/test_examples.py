import pytest

from tests.examples import alike, calls


def test_only_calls_of_tightrope_are_run_each_with_what_it_shows() -> None:
    block = (
        "$ git clone somewhere\n"
        "Cloning ...\n"
        "$ tightrope plan work.ics\n"
        "Two blocks\n"
        "\n"
        "and why\n"
        "$ cat work.ics | tightrope plan -\n"
        "$ python3 dev.py tightrope demo\n"
        "$ pip install tightrope \n"
    )

    assert calls(block) == [
        ("tightrope plan work.ics", "Two blocks\n\nand why"),
        ("cat work.ics | tightrope plan -", ""),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("3 h 10", "3 h 10\n", True),
        ("3 h 10", "3 h 15\n", False),
        ("begins\n...\nends", "begins\na\nb\nends\n", True),
        ("begins\n...\nends", "begins\na\nb\n", False),
        ("  column", "  column   \n", True),
        ("  column", "column\n", False),
    ],
)
def test_what_is_shown_has_to_be_what_is_printed(
    shown: str, printed: str, same: bool
) -> None:
    assert alike(shown, printed) == same
