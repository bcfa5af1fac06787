"""Titles, people and notes of made-up calendars."""

from functools import cache

PEOPLE = (
    *("Amélie Laurent", "Bartosz Nowak", "Chidi Okafor", "Dilara Çelik", "Emil Åberg"),
    *("Fatou Diop", "Grzegorz Wójcik", "Håkon Berg", "Inés Muñoz", "Jürgen Groß"),
    *("Kenji 田中", "Lucía Peña", "Mira Schön", "Nikos Παππάς", "Olena Коваль"),
    *("Priya Nair", "Quentin Dubois", "Renée Lefèvre", "Søren Møller", "Tomáš Dvořák"),
)

TITLES = (
    *("Sync with {who}", "1:1 {who}", "Interview {who}: backend", "Call {who}"),
    *("Sprint planning {week}", "Retro sprint {week}", "Refinement ENG-{number}"),
    *("Incident INC-{number}", "Postmortem INC-{number}", "PROD-{number} war room"),
    *("Review PR #{number}", "Code review with {who}", "Pairing: ENG-{number}"),
    *("Product sync week {week}", "Demo for customer {number}", "Jour fixe Produkt"),
    *("Budget {week}/{number}", "Invoice questions {number}", "Steuerbüro"),
    *("Release v{week}.{number}", "Deploy train {number}", "QA round {week}"),
    *("Roadmap with {who}", "Thinking time", "Prototype: idea {number}"),
    *("Customer interview {number}", "Reading: paper {number}", "Strategy week {week}"),
    *("Mittagessen mit {who}", "Zahnarzt", "Réunion d’équipe {week}", "日程 {number}"),
    *("Board prep {week}", "OKR check-in {week}", "Security review ENG-{number}"),
)

STANDING = (
    ("Daily", 0, 9, 15, 1),
    ("Daily", 2, 9, 15, 1),
    ("Sprint planning", 1, 10, 90, 2),
    ("1:1 Mira", 3, 14, 30, 1),
    ("Leadership round", 0, 13, 60, 1),
    ("Product review", 4, 11, 60, 1),
)
"""Title, weekday, hour, minutes and every how many weeks."""

_SENTENCES = (
    "Bitte vorher lesen: größere Änderungen am Zeitplan, Rückfragen an die Runde.\n",
    "Agenda: what moved since last week, what is blocked, who needs whom; then dates. ",
    "Przygotujmy krótkie podsumowanie i listę otwartych pytań przed spotkaniem. ",
    "Notes are kept at https://notes.bench.example/2026/weekly?from=calendar&v=2\n",
    "Merci d’ajouter vos points à l’ordre du jour avant mercredi midi, merci; ",
    "議題 前回の振り返り、今週の予定、その他。資料は前日までに共有してください。",
    "Join: https://meet.bench.example/room/4821 or by phone, PIN 552 913\n",
)


@cache
def notes() -> tuple[str, ...]:
    """Descriptions of different lengths, from a few words to nine sentences."""
    many = len(_SENTENCES)
    return tuple(
        "".join(_SENTENCES[(first + step) % many] for step in range(length))
        for first in range(many)
        for length in (1, 5, 9, 13)
    )
