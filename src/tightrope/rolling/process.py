"""A policy as a process: JSON lines in, JSON lines out, on either end."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from tightrope.core.errors import InputError, OutsideError
from tightrope.core.planner.daily import DailyPolicy, Dials, NotUnderstood
from tightrope.rolling.play import Message

PATIENCE = 60.0
"""Seconds that another program has for an answer."""

BLOCK, MOVE = 3, 2
"""Numbers of a block and of a move."""


class NoProgram(InputError):
    """The program to compare with cannot be started."""

    def __init__(self, program: str) -> None:
        self.program = program
        super().__init__(f"{program} cannot be started; give --cmd a program of yours")


class NoAnswer(OutsideError):
    """The program that is compared went away, was silent, or spoke no JSON."""

    def __init__(self, program: str, what: str) -> None:
        self.program = program
        super().__init__(f"{program} {what}")


def answered(lines: Iterable[str], dials: Dials) -> Iterator[str]:
    """The answer to each line of a benchmark that needs one.

    A line that cannot be understood is answered by an error, and the next one is read.
    """
    policy = DailyPolicy(dials)
    for line in lines:
        if line.strip():
            answer = _answer(line, policy)
            if answer is not None:
                yield json.dumps(answer, separators=(",", ":"))


def _answer(line: str, policy: DailyPolicy) -> Message | None:
    try:
        message = json.loads(line)
        if not isinstance(message, dict):
            raise NotUnderstood("line", "it must be an object")  # noqa: TRY301 - one way
        match message.get("op"):
            case "start":
                policy.start(message)
                return None
            case "plan":
                return policy.plan(message)
        raise NotUnderstood("op", "it must be start or plan")  # noqa: TRY301 - one way
    except NotUnderstood as error:
        return {"error": {"where": error.where, "what": error.what}}
    except (ValueError, RecursionError):
        return {"error": {"where": "line", "what": "it is no JSON"}}


class Program:
    """Another planner, that runs as a process and is asked as ours is."""

    def __init__(self, words: list[str]) -> None:
        self.name = words[0] if words else "nothing"
        try:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        except (OSError, IndexError) as error:
            raise NoProgram(self.name) from error
        self._lines: queue.Queue[str] = queue.Queue()
        out = self._process.stdout
        threading.Thread(target=self._listen, args=(out,), daemon=True).start()

    def start(self, message: Message) -> None:
        """Tell the rules; no answer is awaited."""
        self._tell(message)

    def plan(self, view: Message) -> Message:
        """Its plan.

        Raises:
            NoAnswer: it went away, is silent, or speaks no JSON.
        """
        self._tell(view)
        try:
            line = self._lines.get(timeout=PATIENCE)
        except queue.Empty:
            raise NoAnswer(self.name, "has not answered in a minute") from None
        if not line:
            raise NoAnswer(self.name, "has ended instead of answering")
        return self._read(line)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what it never read is lost with it
                    continue

    def _tell(self, message: Message) -> None:
        line = json.dumps(message, separators=(",", ":"))
        try:
            assert self._process.stdin  # noqa: S101 - it was opened as a pipe
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except OSError as error:
            raise NoAnswer(self.name, "has ended instead of listening") from error

    def _listen(self, out: IO[str]) -> None:
        """Hand on each line, and at the end an empty one."""
        try:
            for line in out:
                self._lines.put(line)
        except (OSError, ValueError):
            pass  # closed from the other end, which `close` does
        self._lines.put("")

    def _read(self, line: str) -> Message:
        try:
            answer = json.loads(line)
            blocks = [[int(part) for part in block] for block in answer["blocks"]]
            moves = [[int(part) for part in move] for move in answer.get("moves", [])]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NoAnswer(self.name, "answers something that is no plan") from None
        wrong = [len(block) != BLOCK for block in blocks]
        wrong += [len(move) != MOVE for move in moves]
        if any(wrong):
            raise NoAnswer(self.name, "answers something that is no plan")
        return {"blocks": blocks, "moves": moves}
