"""How far a long reading is: a line on a terminal, and nothing elsewhere."""

from typing import TextIO

from tightrope.cli.output import plain
from tightrope.flows.sync import Progress, silent


def progress_on(stream: TextIO) -> Progress:
    """What shows progress on `stream`: one line that renews itself, on a terminal."""
    if not stream.isatty():
        return silent

    def show(name: str, done: int, of: int | None) -> None:
        share = f"{done} of {of}" if of else str(done)
        stream.write(f"\r\x1b[K{plain(name)}: {share} events")
        if of is not None and done >= of:
            stream.write("\r\x1b[K")
        stream.flush()

    return show
