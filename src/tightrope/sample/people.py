"""Who is on the sample calendar: a start-up of twelve, its customers, some candidates.

All of them are invented, and so are their companies. Their addresses end in `.example`,
which RFC 2606 keeps free for this.
"""

from dataclasses import dataclass
from datetime import date

HOME = "fieldnote.example"
"""The mail domain of the start-up."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the calendar.

    Attributes:
        name: as an invitation shows it.
        mail: the address, always in a domain that ends in `.example`.
        since: the first day at the start-up, for those who came later.
        until: the last day at the start-up, for those who left.
    """

    name: str
    mail: str
    since: date = date.min
    until: date = date.max

    @property
    def outside(self) -> bool:
        """Whether they work somewhere else."""
        return not self.mail.endswith(f"@{HOME}")


def _mate(
    name: str, mail: str, *, since: date = date.min, until: date = date.max
) -> Person:
    return Person(name, f"{mail}@{HOME}", since, until)


NOOR = _mate("Noor Haddad", "noor")
TEAM = {
    "noor": NOOR,
    "tom": _mate("Tom Brandt", "tom"),
    "amara": _mate("Amara Okafor", "amara"),
    "jonas": _mate("Jonas Becker", "jonas"),
    "wei": _mate("Wei Zhang", "wei"),
    "lucia": _mate("Lucía Moreno", "lucia"),
    "hanna": _mate("Hanna Vogt", "hanna"),
    "priya": _mate("Priya Nair", "priya"),
    "marek": _mate("Marek Nowak", "marek"),
    "katrin": _mate("Katrin Ahlers", "katrin"),
    "felix": _mate("Felix Sommer", "felix", until=date(2026, 9, 11)),
    "ines": _mate("Inês Carvalho", "ines", until=date(2026, 8, 28)),
    "samir": _mate("Samir Aziz", "samir", since=date(2026, 10, 1)),
}
OUTSIDE = {
    "siri": Person("Siri Lund", "siri.lund@borealis.example"),
    "anders": Person("Anders Holm", "anders.holm@borealis.example"),
    "uwe": Person("Uwe Petersen", "petersen@kestrel-bau.example"),
    "renate": Person("Dr. Renate Kühn", "r.kuehn@havel-bruecken.example"),
    "jan": Person("Jan Dvořák", "dvorak@stadtwerke-ostrau.example"),
    "beke": Person("Beke Harms", "harms@deichwerk.example"),
    "ole": Person("Ole Hinrichs", "ole@nordmess.example"),
    "grace": Person("Grace Lin", "grace@quayside.example"),
    "recruiter": Person("Talentufer", "termine@talentufer.example"),
    "candidate": Person("Kandidat:in", "bewerbung@talentufer.example"),
}
CUSTOMERS = {
    "Borealis": ("siri", "anders"),
    "Kestrel": ("uwe",),
    "Havel Brücken": ("renate",),
    "Ostrau": ("jan",),
    "Deichwerk": ("beke",),
}
"""Each customer by the name that titles use, and its people."""

ENGINEERS = ("amara", "jonas", "wei", "marek", "felix", "ines", "samir")


def known(key: str) -> Person:
    """The person of that key, inside or outside."""
    return TEAM.get(key) or OUTSIDE[key]


def present(keys: tuple[str, ...], day: date) -> list[str]:
    """Those of `keys` who are at the start-up on `day`, or work somewhere else."""
    return [key for key in keys if known(key).since <= day <= known(key).until]


def called(who: str, day: date) -> list[Person]:
    """The people whom `who` names on `day`, without doubles, the host first.

    Args:
        who: keys with blanks between; `team` is everybody, `engineers` are those.
        day: those who have left by then, or have not come yet, are not among them.
    """
    keys: list[str] = []
    for word in who.split():
        group = {"team": tuple(TEAM), "engineers": ENGINEERS}.get(word, (word,))
        keys += [key for key in present(group, day) if key not in keys]
    return [known(key) for key in keys]
