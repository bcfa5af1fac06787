"""Asking over TLS, with a certificate that a test makes and trusts."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.serving import LOOPBACK, Web, page, serving
from tightrope.fetching import transport
from tightrope.fetching.asking import HttpAsk
from tightrope.fetching.base import Key, NotReached, RedirectRefused

pytestmark = LOOPBACK

HOST = "cal.example"
SECRET = "walks-the-rope"  # noqa: S105 - made up


def certificate(folder: Path) -> Path:
    """A certificate for `cal.example` and its hosts, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [
        x509.DNSName(HOST),
        x509.DNSName(f"*.{HOST}"),
        x509.IPAddress(ip_address("127.0.0.1")),
    ]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "cal.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("pem"))


@pytest.fixture
def secure(pem: Path) -> Iterator[Web]:
    """A server that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with serving(context) as web:
        yield web


@pytest.fixture
def trusting(pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom we trust, for a test: the certificate of the test and no other."""
    context = ssl.create_default_context(cafile=str(pem))
    monkeypatch.setattr(transport, "_tls", lambda: context)


def asking(home: str = "") -> HttpAsk:
    """The way out, to which every name is this machine."""
    return HttpAsk(home=home, seconds=5, resolve=lambda *_: ["127.0.0.1"])


@pytest.mark.usefixtures("trusting")
def test_a_name_over_tls_may_stand_at_home_and_sees_the_password(secure: Web) -> None:
    address = f"https://{HOST}:{secure.port}/"
    key = Key(user="cto", secret=SECRET, origins=frozenset({address[:-1]}))
    secure.pages["/"] = page(b"in")

    with asking(address) as ask:
        answer = ask("PROPFIND", address, key=key)

    assert (answer.data, answer.shown) == (b"in", True)
    assert [headers["Authorization"] is None for _, headers in secure.asked] == [False]


def test_a_certificate_that_nobody_trusts_is_refused(secure: Web) -> None:
    address = f"https://{HOST}:{secure.port}/"
    key = Key(user="cto", secret=SECRET, origins=frozenset({address[:-1]}))

    with asking(address) as ask, pytest.raises(NotReached) as refused:
        ask("PROPFIND", address, key=key)

    assert "certificate is not trusted" in refused.value.reason
    assert secure.asked == []


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_another_name_is_refused(secure: Web) -> None:
    address = f"https://evil.example:{secure.port}/"

    with asking(address) as ask, pytest.raises(NotReached):
        ask("PROPFIND", address)

    assert secure.asked == []


@pytest.mark.usefixtures("trusting")
def test_nothing_leads_out_of_an_encrypted_connection(secure: Web, web: Web) -> None:
    address = f"https://{HOST}:{secure.port}/"
    secure.pages["/"] = page(status=302, headers={"Location": web.at("/")})

    with asking(address) as ask, pytest.raises(RedirectRefused):
        ask("PROPFIND", address)

    assert web.asked == []


@pytest.mark.usefixtures("trusting")
def test_several_questions_are_asked_over_tls(secure: Web) -> None:
    address = f"https://{HOST}:{secure.port}/"
    secure.pages["/"] = page(b"in")

    with asking(address) as ask:
        assert [ask("PROPFIND", address).status for _ in range(3)] == [200] * 3
