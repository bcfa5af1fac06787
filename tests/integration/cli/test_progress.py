import io

from tightrope.cli.progress import progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_tells_how_far_it_is_and_goes() -> None:
    stream = Terminal()
    progress = progress_on(stream)

    progress("work", 100, 5000)
    progress("work", 5000, 5000)

    assert stream.getvalue() == (
        "\r\x1b[Kwork: 100 of 5000 events\r\x1b[Kwork: 5000 of 5000 events\r\x1b[K"
    )


def test_elsewhere_nothing_is_told() -> None:
    stream = io.StringIO()

    progress_on(stream)("work", 100, None)

    assert stream.getvalue() == ""
