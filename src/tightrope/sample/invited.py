"""Who is invited to a single entry, by whom, and what they answer."""

from dataclasses import replace
from datetime import datetime

from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry, Guest, Reply, uid
from tightrope.sample.people import NOOR, Person, called

_NOTES = (
    "Agenda in the doc",
    "pls read beforehand",
    "Agenda folgt",
    "see ticket",
    "https://docs.fieldnote.example/d/{code}",
    "Notes: https://docs.fieldnote.example/n/{code}",
    "Dial-in below",
    "follow-up from last week",
    "kurz",
    "- status\n- open points\n- next",
)
_ROOMS = ("Kleiner Raum", "Großer Raum", "Küche", "Noor's desk", "Telefonzelle 2")


def invite(entry: Entry, keys: list[str], dice: Dice) -> Entry:
    """The entry with its own UID, a host, guests with answers, a place, maybe a note.

    Args:
        entry: an entry whose UID is only a name so far.
        keys: who else is there; nobody for an entry of her own.
        dice: what decides.
    """
    start, _ = entry.timed
    people = called(" ".join(["noor", *keys]), start.date())
    entry = replace(entry, uid=uid(entry.uid), note=_note(entry, dice))
    if len(people) == 1:
        return entry
    host = _host(people, dice)
    guests = [Guest(person, _answer(entry, person, host, dice)) for person in people]
    return replace(
        entry,
        host=host,
        guests=tuple(sorted(guests, key=lambda guest: guest.person.mail)),
        place=_place(entry, people, dice),
    )


def _host(people: list[Person], dice: Dice) -> Person:
    return people[0] if dice.chance(0.35) else dice.one(people[1:])


def _answer(entry: Entry, person: Person, host: Person, dice: Dice) -> Reply:
    if person == host or (person == NOOR and entry.facet == "incident"):
        return Reply.ACCEPTED
    replies = (Reply.ACCEPTED, Reply.OPEN, Reply.TENTATIVE, Reply.DECLINED)
    weights = (0.86, 0.05, 0.05, 0.04) if person == NOOR else (0.72, 0.2, 0.04, 0.04)
    return dice.weighed(replies, weights)


def _place(entry: Entry, people: list[Person], dice: Dice) -> str:
    if any(person.outside for person in people) or dice.chance(0.35):
        code = entry.uid
        return f"https://meet.example/{code[:3]}-{code[3:7]}-{code[7:10]}"
    return dice.one(_ROOMS) if dice.chance(0.3) else ""


def _note(entry: Entry, dice: Dice) -> str:
    if not dice.chance(0.25):
        return ""
    return dice.one(_NOTES).format(code=uid(f"{entry.uid} note")[:8])


def answered(entry: Entry, at: datetime, dice: Dice) -> Entry:
    """The entry after somebody else answered, at `at`."""
    for place, guest in enumerate(entry.guests):
        if guest.reply is Reply.OPEN and guest.person != NOOR:
            reply = dice.one((Reply.ACCEPTED, Reply.ACCEPTED, Reply.DECLINED))
            latest = (*entry.guests[:place], Guest(guest.person, reply))
            entry = replace(entry, guests=latest + entry.guests[place + 1 :])
            break
    return replace(entry, changed=at)
