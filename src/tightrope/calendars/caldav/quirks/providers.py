"""Providers that want something of their own: where to begin, which password."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One of them.

    Attributes:
        name: what people call it.
        hosts: its hosts, and all below them.
        mail: domains of its mail addresses.
        start: where its calendars are found; `{user}` is the person's name there.
        domains: all hosts below these are its own, and may be shown the password.
        hint: what to do when it does not let us in.
    """

    name: str
    hosts: tuple[str, ...]
    mail: tuple[str, ...]
    start: str
    domains: tuple[str, ...] = ()
    hint: str


PROVIDERS = (
    Provider(
        name="iCloud",
        hosts=("icloud.com",),
        mail=("icloud.com", "me.com", "mac.com"),
        start="https://caldav.icloud.com/",
        domains=("icloud.com",),  # it sends each person to a host such as p42-caldav
        hint=(
            "iCloud wants an app-specific password, made at account.apple.com under "
            "Sign-In and Security"
        ),
    ),
    Provider(
        name="Fastmail",
        hosts=("fastmail.com", "messagingengine.com"),
        mail=("fastmail.com", "fastmail.fm"),
        start="https://caldav.fastmail.com/dav/",
        hint=(
            "Fastmail wants an app password with access to calendars, made in its "
            "settings under Privacy & Security"
        ),
    ),
    Provider(
        name="Google",
        hosts=("googleusercontent.com", "google.com"),
        mail=("gmail.com", "googlemail.com"),
        start="https://apidata.googleusercontent.com/caldav/v2/{user}/user",
        hint=(
            "Google takes no password here, only an OAuth token as bearer; or connect "
            "the calendar's secret address in iCal format"
        ),
    ),
)
NEXTCLOUD = (
    "Nextcloud wants an app password where it asks for a second factor, made in its "
    "settings under Security"
)


def by_host(host: str) -> Provider | None:
    """The provider that a host belongs to."""
    return next((one for one in PROVIDERS if _within(host, one.hosts)), None)


def by_mail(domain: str) -> Provider | None:
    """The provider that has mail addresses of a domain."""
    return next((one for one in PROVIDERS if domain.lower() in one.mail), None)


def hint_for(host: str, challenge: str = "") -> str:
    """What to do where `host` does not let us in; empty where nothing special is known.

    Args:
        host: who refused.
        challenge: its `WWW-Authenticate`, in which some say who they are.
    """
    if provider := by_host(host):
        return provider.hint
    return NEXTCLOUD if "nextcloud" in challenge.lower() else ""


def _within(host: str, domains: tuple[str, ...]) -> bool:
    return any(f".{host.lower()}".endswith(f".{domain}") for domain in domains)
