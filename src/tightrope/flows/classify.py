"""Sort a table of titles into facets."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from tightrope.core.balance import Item, Judge, Verdict, classify
from tightrope.core.errors import InputError, Problem

TRUE, FALSE = {"1", "true", "yes"}, {"0", "false", "no"}
FACTS = ("kind", "attendees", "minutes", "recurring", "organizer_is_me")


class NoTitles(InputError):
    """A table has no column with titles, or is none."""

    def __init__(self, source: str, why: str) -> None:
        self.source = source
        super().__init__(
            f"{source} {why}; give a CSV file in UTF-8 whose first row names its "
            "columns, one of them 'text'"
        )


class OddValue(InputError):
    """A value of a row is not of its column's kind."""

    def __init__(self, column: str, wanted: str) -> None:
        self.column = column
        super().__init__(f"its {column} is not {wanted}; the row was sorted without it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A table with a verdict a row.

    Attributes:
        columns: the names of the columns, as given.
        rows: each row as it was, and its verdict, in the order given.
        problems: values that could not be used.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Mapping[str, str], Verdict], ...]
    problems: tuple[Problem, ...] = ()


def classify_table(data: bytes, source: str, judge: Judge | None = None) -> Sorted:
    """Sort each row of a CSV by its title, and by what else its columns tell.

    Args:
        data: the CSV, UTF-8, with a column `text` and optionally `kind`,
            `attendees`, `minutes`, `recurring` and `organizer_is_me`.
        source: its name, for problems.
        judge: what sorts; by default what Tightrope comes with.

    Raises:
        NoTitles: it is no such table.
    """
    reader, columns = opened(data, source)
    rows: list[tuple[Mapping[str, str], Verdict]] = []
    problems: list[Problem] = []
    try:
        for row in reader:
            known = {name: row.get(name) or "" for name in columns}
            item, wrong = item_of(known)
            rows.append((known, classify(item, judge)))
            problems += (
                Problem(source=source, where=f"line {reader.line_num}", what=str(error))
                for error in wrong
            )
    except csv.Error as error:
        raise NoTitles(source, f"cannot be read ({error})") from error
    return Sorted(columns=columns, rows=tuple(rows), problems=tuple(problems))


def opened(data: bytes, source: str) -> tuple["csv.DictReader[str]", tuple[str, ...]]:
    """A table of titles to be read row by row, and the names of its columns.

    Raises:
        NoTitles: it is no such table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoTitles(source, "is not written in UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        columns = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise NoTitles(source, f"cannot be read ({error})") from error
    if "text" not in columns:
        raise NoTitles(source, "has no column 'text'")
    return reader, columns


def item_of(row: Mapping[str, str]) -> tuple[Item, list[InputError]]:
    """The row as an item, and what of it was left out."""
    facts: dict[str, object] = {}
    wrong: list[InputError] = []
    for name in FACTS:
        value = row.get(name, "").strip()
        if not value:
            continue
        try:
            facts[name] = _fact(name, value)
            Item("", **{name: facts[name]})  # type: ignore[arg-type] # _fact gives each its type
        except InputError as error:
            facts.pop(name, None)
            wrong.append(error)
    if series := row.get("series", "").strip():
        facts["series"] = series
    return Item(row["text"], **facts), wrong  # type: ignore[arg-type] # the same


def _fact(name: str, value: str) -> object:
    if name == "kind":
        return value.lower()
    if name in {"attendees", "minutes"}:
        return _number(name, value)
    if value.lower() not in TRUE | FALSE:
        raise OddValue(name, "0 or 1")
    return value.lower() in TRUE


def _number(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise OddValue(name, "a number") from None
    if not 0 <= number < float("inf"):
        raise OddValue(name, "a number")
    return int(number) if name == "attendees" else number
