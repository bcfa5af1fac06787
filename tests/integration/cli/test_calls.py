"""A call ends with the right code and one line, whatever was asked."""

import subprocess
import sys

import pytest

from tightrope.cli.main import COMMANDS, main


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--help"])

    shown = capsys.readouterr().out
    assert code == 0
    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_teaches_by_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([command, "--help"])

    shown = capsys.readouterr().out
    assert code == 0
    assert f"usage: tightrope {command}" in shown
    assert f"  tightrope {command}" in shown.partition("examples:")[2]


def test_a_mistyped_command_gets_a_suggestion(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["pln"])

    assert code == 2
    assert capsys.readouterr().err == (
        "tightrope: there is no command 'pln'; did you mean 'plan'?\n"
    )


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (
            ["events"],
            (
                "the following arguments are required: SOURCE; see "
                "'tightrope events --help'"
            ),
        ),
        (["--frobnicate"], "there is no option --frobnicate; see 'tightrope --help'"),
        (
            ["events", "x.ics", "--tz", "Middle/Earth"],
            "'Middle/Earth' is not a time zone; use a name such as Europe/Berlin",
        ),
        (
            ["plan", "x.ics", "--now", "yesterday"],
            "--now 'yesterday' is no time; write 2026-11-17 or 2026-11-17T08:30+01:00",
        ),
    ],
)
def test_a_wrong_call_is_answered_in_one_line(
    call: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(call)

    assert code == 2
    assert capsys.readouterr().err == f"tightrope: {line}\n"


def test_a_reader_that_goes_away_causes_no_noise() -> None:
    ended = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f"{sys.executable} -m tightrope --help | true",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == ""


def test_a_full_disk_at_the_answer_is_one_line() -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m tightrope --help > /dev/full"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == (
        "tightrope: could not write the answer: No space left on device\n"
    )
