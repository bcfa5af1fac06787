import os
from base64 import urlsafe_b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tightrope.store.faults import FolderRefused
from tightrope.store.secrets import (
    KeyLost,
    Keys,
    KeyWrong,
    NoKey,
    Place,
    SecretDamaged,
    exposed,
    id_of,
    keys_of,
    make,
    read,
)

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
WORK = Place(table="connection", column="secret", owner=1, row="work")
PLACES = st.builds(
    Place,
    table=st.sampled_from(["connection", "collection", "feed"]),
    column=st.sampled_from(["address", "user", "secret"]),
    owner=st.integers(1, 20),
    row=st.text(max_size=5),
)


def keys(*known: bytes) -> Keys:
    return Keys(lambda: known)


def said(key: bytes) -> str:
    return urlsafe_b64encode(key).decode()


@given(st.text(), PLACES)
def test_a_secret_opens_where_it_was_sealed(secret: str, place: Place) -> None:
    assert keys(KEY).open(keys(KEY).seal(secret, place), place) == secret


@given(st.text(), PLACES, PLACES)
def test_and_nowhere_else(secret: str, place: Place, other: Place) -> None:
    assume(place != other)
    sealed = keys(KEY).seal(secret, place)

    with pytest.raises(SecretDamaged):
        keys(KEY).open(sealed, other)


@given(st.text(min_size=1), st.data())
def test_a_changed_letter_is_seen(secret: str, data: st.DataObject) -> None:
    sealed = keys(KEY).seal(secret, WORK)
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises((SecretDamaged, KeyWrong)):
        keys(KEY).open(bytes(changed), WORK)


@given(st.binary(max_size=60))
def test_what_was_never_sealed_is_refused(stored: bytes) -> None:
    with pytest.raises((SecretDamaged, KeyWrong)):
        keys(KEY).open(stored, WORK)


def test_nothing_of_a_secret_is_seen_in_what_is_stored() -> None:
    sealed = keys(KEY).seal("correct horse battery staple", WORK)

    assert b"horse" not in sealed
    assert KEY not in sealed


def test_the_same_secret_is_never_sealed_in_the_same_way() -> None:
    assert keys(KEY).seal("secret", WORK) != keys(KEY).seal("secret", WORK)


def test_an_older_key_still_opens_and_the_first_one_seals() -> None:
    before = keys(OTHER).seal("secret", WORK)

    both = keys(KEY, OTHER)

    assert both.open(before, WORK) == "secret"
    assert keys(KEY).open(both.seal("secret", WORK), WORK) == "secret"


def test_another_key_says_which_is_missing() -> None:
    with pytest.raises(KeyWrong, match=id_of(KEY).hex()):
        keys(OTHER).open(keys(KEY).seal("secret", WORK), WORK)


def test_a_key_is_made_once_for_its_owners_eyes(tmp_path: Path) -> None:
    make(tmp_path, {})
    first = (tmp_path / "key").read_bytes()
    make(tmp_path, {})

    assert (tmp_path / "key").read_bytes() == first
    assert exposed(tmp_path, {}) is None
    assert len(keys_of(tmp_path, {}).load()[0]) == 32


@pytest.mark.skipif(os.name != "posix", reason="rights are of POSIX")
def test_a_key_that_others_may_read_is_found(tmp_path: Path) -> None:
    make(tmp_path, {})
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600

    (tmp_path / "key").chmod(0o644)

    assert exposed(tmp_path, {}) == tmp_path / "key"


def test_the_environment_may_hold_the_keys(tmp_path: Path) -> None:
    environ = {"TIGHTROPE_KEY": f"{said(KEY)} {said(OTHER)}"}

    make(tmp_path, environ)

    assert keys_of(tmp_path, environ).load() == (KEY, OTHER)
    assert list(tmp_path.iterdir()) == []


def test_or_say_where_they_are(tmp_path: Path) -> None:
    environ = {"TIGHTROPE_KEY_FILE": str(tmp_path / "elsewhere")}

    make(tmp_path, environ)

    assert (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "key").exists()
    assert len(keys_of(tmp_path, environ).load()) == 1


def test_a_key_file_has_a_key_a_line_and_remarks() -> None:
    text = f"# since May\n{said(KEY)}\n\n{said(OTHER)} # before\n"

    assert read(text, "key") == (KEY, OTHER)


@pytest.mark.parametrize("text", ["", "# none", "short", "ä" * 43, said(KEY)[:-4], "!"])
def test_what_is_no_key_is_said_without_showing_it(text: str) -> None:
    with pytest.raises(NoKey) as caught:
        read(text, "/data/key")

    assert "/data/key" in str(caught.value)
    assert not text or text not in str(caught.value)


def test_a_lost_key_is_said_when_it_is_needed(tmp_path: Path) -> None:
    lost = keys_of(tmp_path, {})

    with pytest.raises(KeyLost, match="put it back"):
        lost.seal("secret", WORK)


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()

    with pytest.raises(FolderRefused):
        keys_of(tmp_path, {}).load()


def test_a_key_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderRefused):
        make(tmp_path / "nowhere", {})


def test_no_key_is_ever_printed() -> None:
    shown = repr(keys(KEY)) + repr(replace(WORK, row="x"))

    assert repr(KEY) not in shown
    assert said(KEY) not in shown
