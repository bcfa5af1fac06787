"""Showing a key: at once, in the way the server knows, and to nobody else."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace

import httpx

from tightrope.fetching.base import Key, KeyInTheOpen, Scheme
from tightrope.fetching.digest import (
    Challenge,
    challenge_of,
    next_nonce,
    offers_basic,
    proof,
)
from tightrope.fetching.home import PORTS, is_this_machine


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port: whom a key may belong to."""
    return f"{url.scheme}://{url.host.lower()}:{url.port or PORTS[url.scheme]}"


def is_for(key: Key, url: httpx.URL) -> bool:
    """Whether `key` is shown there.

    Raises:
        KeyInTheOpen: it would be, and others could read it.
    """
    if origin_of(url) not in key.origins and not _below(key, url):
        return False
    if url.scheme != "https" and not is_this_machine(url.host):
        raise KeyInTheOpen(url.host)
    return True


def _below(key: Key, url: httpx.URL) -> bool:
    """Whether `url` is encrypted and at a host of one of the key's domains."""
    if url.scheme != "https" or (url.port or 443) != PORTS["https"]:
        return False
    return any(f".{url.host.lower()}".endswith(f".{name}") for name in key.domains)


class Keyring:
    """Shows keys, and remembers what each server wants to see proven."""

    def __init__(self) -> None:
        self._challenges: dict[tuple[str, str], Challenge] = {}
        self._used: dict[str, int] = {}

    def header(self, key: Key, method: str, url: httpx.URL) -> str | None:
        """The `Authorization` of a request; nothing before a digest is challenged."""
        challenge = self._challenges.get((origin_of(url), key.user))
        if challenge:
            count = self._used[challenge.nonce] = self._used.get(challenge.nonce, 0) + 1
            target = url.raw_path.decode("ascii")
            return proof(
                challenge,
                key.user,
                key.secret,
                method=method,
                target=target,
                count=count,
            )
        if key.scheme is Scheme.BASIC:
            pair = f"{key.user}:{key.secret}".encode()
            return f"Basic {b64encode(pair).decode('ascii')}"
        return f"Bearer {key.secret.strip()}" if key.scheme is Scheme.BEARER else None

    def learns(self, key: Key, url: httpx.URL, headers: Sequence[str]) -> bool:
        """Whether after a refusal with these `WWW-Authenticate` another try is due."""
        if key.scheme is Scheme.BEARER:
            return False
        if key.scheme is Scheme.BASIC and offers_basic(headers):
            return False
        challenge = challenge_of(headers)
        if challenge is None:
            return False
        self._keep(key, url, challenge)
        return True

    def note(self, key: Key, url: httpx.URL, header: str) -> None:
        """Keep the nonce that the server wants to see next (RFC 7616, 3.5)."""
        nonce = next_nonce(header)
        challenge = self._challenges.get((origin_of(url), key.user))
        if nonce and challenge:
            self._keep(key, url, replace(challenge, nonce=nonce))

    def _keep(self, key: Key, url: httpx.URL, challenge: Challenge) -> None:
        """Keep one challenge for each server and user; forget the count of the old."""
        where = origin_of(url), key.user
        old = self._challenges.get(where)
        if old and old.nonce != challenge.nonce:
            self._used.pop(old.nonce, None)
        self._challenges[where] = challenge
