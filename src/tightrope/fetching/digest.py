"""Proving that we know a password without sending it (RFC 7616)."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from urllib.parse import quote

HASHES: Mapping[str, Callable[[bytes], str]] = {
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
}
"""What we can do, best first."""
SESSION = "-SESS"
_VALUE = r'"(?:[^"\\]|\\.)*"|[^\s,"]+'
_PAIR = re.compile(rf"([\w-]+)\s*=\s*({_VALUE})")
_DIGEST = re.compile(
    rf"(?:^|,)\s*Digest\s+((?:[\w-]+\s*=\s*(?:{_VALUE})\s*(?:,\s*|$))+)", re.IGNORECASE
)
_BASIC = re.compile(r"(?:^|,)\s*Basic\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What a server wants to see proven (RFC 7616, 3.3)."""

    realm: str
    nonce: str
    algorithm: str = "MD5"
    opaque: str | None = None
    protects: bool = True
    userhash: bool = False

    def hashed(self, *words: str) -> str:
        """Words joined by colons, as the algorithm hashes them."""
        name = self.algorithm.upper().removesuffix(SESSION)
        return HASHES[name](":".join(words).encode())


def offers_basic(headers: Iterable[str]) -> bool:
    """Whether a password itself would be taken."""
    return any(_BASIC.search(header) for header in headers)


def challenge_of(headers: Iterable[str]) -> Challenge | None:
    """The best digest among the `WWW-Authenticate` headers that we can give."""
    found = [
        _challenge(dict(_pairs(match[1])))
        for header in headers
        for match in _DIGEST.finditer(header)
    ]
    able = [challenge for challenge in found if challenge]
    return min(able, key=_rank, default=None)


def next_nonce(header: str) -> str | None:
    """The nonce for the next request, of an `Authentication-Info` header (3.5)."""
    return dict(_pairs(header)).get("nextnonce")


def proof(  # noqa: PLR0913 - RFC 7616 names as many
    challenge: Challenge,
    user: str,
    secret: str,
    *,
    method: str,
    target: str,
    count: int,
    own: str | None = None,
) -> str:
    """The `Authorization` header that proves `secret` for one request (3.4).

    Args:
        challenge: what the server asked.
        user: the name.
        secret: the password.
        method: of the request.
        target: its path and query, as they are sent.
        count: how often this nonce has been used, this time included.
        own: our nonce; random by default.
    """
    own = own or token_hex(16)
    key = challenge.hashed(user, challenge.realm, secret)
    if challenge.algorithm.upper().endswith(SESSION):
        key = challenge.hashed(key, challenge.nonce, own)
    asked = challenge.hashed(method, target)
    turn = f"{count:08x}"
    words = [key, challenge.nonce, asked]
    if challenge.protects:
        words[2:2] = [turn, own, "auth"]
    fields = [
        *_name(challenge, user),
        f'realm="{_quoted(challenge.realm)}"',
        f'uri="{target}"',
        f"algorithm={challenge.algorithm}",
        f'nonce="{_quoted(challenge.nonce)}"',
        f'response="{challenge.hashed(*words)}"',
    ]
    if challenge.protects:
        fields += [f"nc={turn}", f'cnonce="{own}"', "qop=auth"]
    if challenge.opaque is not None:
        fields.append(f'opaque="{_quoted(challenge.opaque)}"')
    return "Digest " + ", ".join(fields)


def _name(challenge: Challenge, user: str) -> list[str]:
    """How the user is named (3.4.4)."""
    if challenge.userhash:
        return [
            f'username="{challenge.hashed(user, challenge.realm)}"',
            "userhash=true",
        ]
    if user.isascii():
        return [f'username="{_quoted(user)}"']
    return [f"username*=UTF-8''{quote(user, safe='')}"]


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for name, value in _PAIR.findall(text):
        yield name.lower(), _plain(value)


def _plain(value: str) -> str:
    """A value without its quotes."""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value[:1] == '"' else value


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _challenge(said: Mapping[str, str]) -> Challenge | None:
    """A challenge, if we can meet it."""
    algorithm = said.get("algorithm", "MD5")
    ways = re.split(r"[,\s]+", said["qop"]) if "qop" in said else None
    known = algorithm.upper().removesuffix(SESSION) in HASHES
    if not known or "nonce" not in said or (ways and "auth" not in ways):
        return None
    return Challenge(
        realm=said.get("realm", ""),
        nonce=said["nonce"],
        algorithm=algorithm,
        opaque=said.get("opaque"),
        protects=bool(ways),
        userhash=said.get("userhash", "").lower() == "true",
    )


def _rank(challenge: Challenge) -> int:
    return list(HASHES).index(challenge.algorithm.upper().removesuffix(SESSION))
