"""Digests as RFC 7616 has them, and what servers say about them."""

import pytest

from tightrope.fetching.digest import (
    Challenge,
    challenge_of,
    next_nonce,
    offers_basic,
    proof,
)

NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
OWN = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def asked(algorithm: str) -> str:
    """The challenge of RFC 7616, 3.9.1."""
    return (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", '
        f'algorithm={algorithm}, nonce="{NONCE}", opaque="{OPAQUE}"'
    )


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        (
            "SHA-256",
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
    ],
)
def test_the_examples_of_the_standard_come_out(algorithm: str, response: str) -> None:
    challenge = challenge_of([asked(algorithm)])
    assert challenge

    header = proof(
        challenge,
        "Mufasa",
        "Circle of Life",
        method="GET",
        target="/dir/index.html",
        count=1,
        own=OWN,
    )

    assert header == (
        'Digest username="Mufasa", realm="http-auth@example.org", '
        f'uri="/dir/index.html", algorithm={algorithm}, nonce="{NONCE}", '
        f'response="{response}", nc=00000001, cnonce="{OWN}", qop=auth, '
        f'opaque="{OPAQUE}"'
    )


def test_the_better_of_two_is_taken() -> None:
    challenge = challenge_of([asked("MD5"), asked("SHA-256"), 'Basic realm="x"'])

    assert challenge == Challenge(
        realm="http-auth@example.org",
        nonce=NONCE,
        algorithm="SHA-256",
        opaque=OPAQUE,
    )


def test_several_in_one_header_are_told_apart() -> None:
    header = 'Basic realm="a, Digest b", Digest realm="c", nonce="n", Bearer realm="d"'

    assert challenge_of([header]) == Challenge(realm="c", nonce="n", protects=False)
    assert offers_basic([header])
    assert not offers_basic(['Digest realm="c", nonce="n"'])


def test_the_old_way_without_protection_is_known() -> None:
    """RFC 2069, the example of its section 2.4 as errata 749 puts it right."""
    challenge = Challenge(
        realm="testrealm@host.com",
        nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093",
        protects=False,
    )

    header = proof(
        challenge,
        "Mufasa",
        "CircleOfLife",
        method="GET",
        target="/dir/index.html",
        count=1,
    )

    assert 'response="1949323746fe6a43ef61f9606e7febea"' in header
    assert "cnonce" not in header


@pytest.mark.parametrize(
    "header",
    [
        "Digest",
        'Digest realm="x"',
        'Digest realm="x", nonce="n", algorithm=SHA-512-256',
        'Digest realm="x", nonce="n", qop="auth-int"',
        'Negotiate, Basic realm="x"',
        "",
    ],
)
def test_what_we_cannot_prove_is_no_challenge(header: str) -> None:
    assert challenge_of([header]) is None


def test_a_name_may_be_hidden_or_foreign() -> None:
    hidden = Challenge(realm="r", nonce="n", algorithm="SHA-256", userhash=True)
    plain = Challenge(realm="r", nonce="n")

    def named(challenge: Challenge, user: str) -> str:
        return proof(challenge, user, "x", method="GET", target="/", count=1)

    assert f'username="{hidden.hashed("cto", "r")}", userhash=true' in named(
        hidden, "cto"
    )
    assert "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe," in named(plain, "Jäsøn Doe")
    assert r'username="a\"b\\c",' in named(plain, r'a"b\c')


def test_a_session_has_a_key_of_its_own() -> None:
    challenge = Challenge(realm="r", nonce="n", algorithm="MD5-sess")
    key = challenge.hashed(challenge.hashed("cto", "r", "x"), "n", "own")
    expected = challenge.hashed(
        key, "n", "00000002", "own", "auth", challenge.hashed("GET", "/")
    )

    header = proof(challenge, "cto", "x", method="GET", target="/", count=2, own="own")

    assert f'response="{expected}"' in header


@pytest.mark.parametrize(
    ("header", "nonce"),
    [('nextnonce="abc", qop=auth', "abc"), ("nextnonce=abc", "abc"), ("", None)],
)
def test_the_next_nonce_is_read(header: str, nonce: str | None) -> None:
    assert next_nonce(header) == nonce


def test_a_hostile_header_takes_no_time() -> None:
    header = 'Digest a="' + '\\"' * 20_000 + ", Digest a=b" * 2_000

    assert challenge_of([header]) is None
