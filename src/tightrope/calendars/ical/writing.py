"""Components back to bytes, and single properties of them changed.

What nobody asked to change stays as it is, byte for byte: lines that we do not know,
the order of parameters, folds, alarms. What is written is made safe where it is made:
no text can begin a line of its own, as line breaks are escaped and controls taken out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from tightrope.calendars.ical.component import Component, line_end
from tightrope.core.errors import InputError

_WIDEST = 75
"""RFC 5545, 3.1: octets in a line, its end apart."""
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_LINE = re.compile(rb"[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_FOLD = re.compile(rb"\r*\n[ \t]")
_SAID = re.compile(rb"[ \t]*([A-Za-z0-9-]+)[ \t]*[:;]")
_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
# RFC 6868: how a parameter says what it may not hold as it is.
_CARETS = str.maketrans({"^": "^^", '"': "^'"})


class NoProperty(InputError):
    """A property was to be written whose name no property can have."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name[:60]!r} is no name of a property; use letters, digits and dashes"
        )


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is no free text: a time, a rule, a number, an address.

    Attributes:
        value: what stands after the colon, not escaped; controls are taken out.
        parameters: what stands before it, by name.
    """

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)


Wanted = str | Value | Sequence[str | Value] | None
"""A text; another value; several properties of that name; or nothing, to remove it."""


def write(components: Iterable[Component]) -> bytes:
    """The file that such components are read from, byte for byte.

    What stands before its first calendar is not kept, nor what is no blank line between
    two calendars, nor bare carriage returns as line ends. Parts that were added stand
    after the others of their calendar.
    """
    pieces: list[bytes] = []
    for _, group in groupby(components, key=lambda component: component.calendar):
        parts = list(group)
        calendars = [part for part in parts if part.kind == "VCALENDAR"]
        raws = [part.raw for part in parts if part.kind != "VCALENDAR"]
        end = line_end((calendars or parts)[0].raw)
        if pieces and not pieces[-1].endswith(b"\n"):
            pieces.append(end)
        if calendars:
            pieces += (*_woven(calendars[0], raws), calendars[0].after)
        else:
            pieces += (end.join(raws), end)
    return b"".join(pieces)


def _woven(calendar: Component, parts: list[bytes]) -> Iterator[bytes]:
    """The lines of a calendar, with its parts where they were taken out."""
    raw, end = calendar.raw, line_end(calendar.raw)
    at = done = 0
    last = len(calendar.cuts) - 1
    for number, (place, count) in enumerate(calendar.cuts):
        yield raw[at:place]
        some = parts[done:] if number == last else parts[done:count]
        yield end.join(some)
        at, done = place, done + len(some)
        if not some and raw.startswith(end, at) and raw[:at].endswith(b"\n"):
            at += len(end)
    if parts and not calendar.cuts:
        place = raw.upper().rfind(b"END:VCALENDAR", at)
        place = len(raw) if place < 0 else place
        yield raw[at:place]
        yield from (part + end for part in parts)
        at = place
    yield raw[at:]


def edited(component: Component, changes: Mapping[str, Wanted]) -> Component:
    """The component with some of its properties changed, set or removed.

    Each name stands for all lines of that name, those within its parts left alone: they
    are replaced where the first of them stood, or added after the others. All other
    bytes stay as they are.

    Args:
        component: an event, a calendar or another part.
        changes: what each property is to say, by name.

    Raises:
        NoProperty: a name is none, or that of a component's own edge.
    """
    wanted = {_name(name): value for name, value in changes.items()}
    end = line_end(component.raw)
    new = {name: _lines(name, value, end) for name, value in wanted.items()}
    edits: list[tuple[int, int, bytes]] = []
    for start, stop, name in _own_lines(component):
        if name in wanted:
            edits.append((start, stop, new.pop(name, b"")))
    if added := b"".join(new.values()):
        place = _after_lines(component)
        edits.append((place, place, added))
    return _with(component, sorted(edits))


def _name(name: str) -> str:
    upper = name.upper()
    if not _NAME.fullmatch(name) or upper in {"BEGIN", "END"}:
        raise NoProperty(name)
    return upper


def _own_lines(component: Component) -> Iterator[tuple[int, int, str]]:
    """Where each line of the component itself begins and ends, and its name."""
    raw, at = component.raw, 0
    inner = [*component.inner, (len(raw), len(raw))]
    for begin, end in inner:
        while at < begin:
            found = _LINE.match(raw, at)
            stop = found.end() if found else begin
            said = _SAID.match(_FOLD.sub(b"", raw[at:stop]))
            yield at, stop, said[1].decode("ascii").upper() if said else ""
            at = stop
        at = max(at, end)


def _after_lines(component: Component) -> int:
    """Where one more line of the component itself is put."""
    places = [start for start, _ in component.inner]
    places += [place for place, _ in component.cuts]
    lines = [start for start, _, name in _own_lines(component) if name == "END"]
    return min([*places, *lines[-1:], len(component.raw)])


def _with(component: Component, edits: list[tuple[int, int, bytes]]) -> Component:
    """The component with those stretches of its bytes replaced."""
    pieces: list[bytes] = []
    at = 0
    for start, stop, instead in edits:
        pieces += (component.raw[at:start], instead)
        at = stop

    def moved(place: int) -> int:
        return place + sum(
            len(instead) - (stop - start)
            for start, stop, instead in edits
            if stop <= place
        )

    return replace(
        component,
        raw=b"".join((*pieces, component.raw[at:])),
        inner=tuple((moved(start), moved(stop)) for start, stop in component.inner),
        cuts=tuple((moved(place), count) for place, count in component.cuts),
    )


def _lines(name: str, wanted: Wanted, end: bytes) -> bytes:
    """The lines of a property, folded and ended."""
    if wanted is None:
        return b""
    values = [wanted] if isinstance(wanted, str | Value) else wanted
    return b"".join(
        end.join(_folded(_line(name, value).encode())) + end for value in values
    )


def _line(name: str, wanted: str | Value) -> str:
    if isinstance(wanted, str):
        return f"{name}:{escaped(wanted)}"
    head = "".join(
        f";{_name(key)}={_parameter(value)}" for key, value in wanted.parameters.items()
    )
    return f"{name}{head}:{_clean(wanted.value)}"


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11); controls are taken out."""
    lines = _BREAKS.split(_whole(text))
    return "\\n".join(_CONTROLS.sub("", part).translate(_ESCAPED) for part in lines)


def _parameter(text: str) -> str:
    """The value of a parameter, in quotation marks where it needs them."""
    lines = _BREAKS.split(_whole(text))
    said = "^n".join(_CONTROLS.sub("", part).translate(_CARETS) for part in lines)
    needs = said != said.strip() or any(sign in said for sign in ":;,")
    return f'"{said}"' if needs else said


def _clean(text: str) -> str:
    """A value without anything that could end its line."""
    return _CONTROLS.sub("", _BREAKS.sub("", _whole(text)))


def _whole(text: str) -> str:
    """The text with half a surrogate pair, which no file can hold, as a mark."""
    return text.encode("utf-8", "replace").decode()


def _folded(line: bytes) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets; no letter is cut in two."""
    width = _WIDEST
    space = b""
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a letter of UTF-8
            cut -= 1
        yield space + line[:cut]
        line, space, width = line[cut:], b" ", _WIDEST - 1
    yield space + line
