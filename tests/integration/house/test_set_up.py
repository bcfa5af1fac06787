import ast
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from house.places import ROOT, WINDOWS
from tests.integration.house.checkout import HOST, Answer, Checkout, lay

STAMP = Path(".venv", "tightrope-stamp.json")
INSIDE = Path(".venv", "Scripts/python.exe" if WINDOWS else "bin/python")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return lay(tmp_path)


def silent(answer: Answer) -> Answer:
    """The answer, once it is sure that nothing was set up for it."""
    assert answer.said == ""
    return answer


def test_the_first_call_sets_up_and_the_second_only_runs(checkout: Checkout) -> None:
    first = checkout.call("tightrope", "a", "b")
    begun = time.monotonic()
    second = silent(checkout.call("tightrope", "a", "b"))
    took = time.monotonic() - begun

    assert (first.code, first.out) == (2, "stone 1.0 without tools a b\n")
    assert first.said.startswith("dev.py: setting up")
    assert (second.code, second.out) == (first.code, first.out)
    assert took < 1


def test_without_words_it_runs_the_demo(checkout: Checkout) -> None:
    answer = checkout.call()

    assert (answer.code, answer.out) == (1, "stone 1.0 without tools demo\n")


def test_tools_come_when_they_are_asked_for_and_stay(checkout: Checkout) -> None:
    (checkout.root / "bench").mkdir()
    (checkout.root / "bench" / "weigh.py").write_text(
        "import sys, chisel; print(chisel.VERSION, *sys.argv[1:])"
    )
    checkout.call("tightrope")

    bench = checkout.call("bench", "weigh", "x")
    after = silent(checkout.call("tightrope"))

    assert (bench.code, bench.out) == (0, "2.0 x\n")
    assert (checkout.root / "bench" / "results").is_dir()
    assert after.out == "stone 1.0 with tools\n"


def test_a_changed_lock_file_brings_its_packages(checkout: Checkout) -> None:
    checkout.call("tightrope")
    checkout.lock("run", {"stone": "1.0.1"})

    changed = checkout.call("tightrope")
    again = silent(checkout.call("tightrope"))

    assert changed.out == again.out == "stone 1.0.1 without tools\n"


def test_tools_stay_when_their_lock_file_changes(checkout: Checkout) -> None:
    checkout.call("docs")
    checkout.lock("dev", {"stone": "1.0.1", "chisel": "2.0"})

    answer = checkout.call("tightrope")

    assert answer.out == "stone 1.0.1 with tools\n"


def test_a_set_up_that_was_interrupted_is_done_again(checkout: Checkout) -> None:
    checkout.call("tightrope")
    (checkout.root / STAMP).unlink()
    next(checkout.root.glob(".venv/**/stone.py")).unlink()

    answer = checkout.call("tightrope")

    assert answer.out == "stone 1.0 without tools\n"


def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Checkout) -> None:
    checkout.call("tightrope")
    moved = Checkout(
        root=checkout.root.rename(checkout.root.with_name("moved")),
        wheels=checkout.wheels,
        variables=checkout.variables,
    )

    answer = moved.call("tightrope")

    assert answer.out == "stone 1.0 without tools\n"
    assert answer.said.startswith("dev.py: setting up")


def test_the_python_inside_can_call_it_and_renew_its_own_ground(
    checkout: Checkout,
) -> None:
    checkout.call("tightrope")
    inside = checkout.root / INSIDE

    same = silent(checkout.call("tightrope", python=inside))
    (checkout.root / STAMP).unlink()
    renewed = checkout.call("tightrope", python=inside)

    assert same.out == renewed.out == "stone 1.0 without tools\n"


def test_two_at_once_set_up_once(checkout: Checkout) -> None:
    both = [checkout.start("tightrope") for _ in range(2)]

    answers = [one.communicate(timeout=120) for one in both]

    assert [out for out, _ in answers] == ["stone 1.0 without tools\n"] * 2
    assert sum("setting up" in said for _, said in answers) == 1


def test_a_package_that_is_not_the_locked_one_is_refused(checkout: Checkout) -> None:
    locked = checkout.root / "requirements.lock"
    right = locked.read_text()
    locked.write_text(right[:-5] + "0000\n")

    refused = checkout.call("tightrope")
    locked.write_text(right)
    mended = checkout.call("tightrope")

    assert (refused.code, refused.out) == (1, "")
    assert "Traceback" not in refused.said
    assert mended.out == "stone 1.0 without tools\n"


def test_a_package_without_a_hash_is_refused(checkout: Checkout) -> None:
    (checkout.root / "requirements.lock").write_text("stone==1.0\n")

    refused = checkout.call("tightrope")

    assert (refused.code, refused.out) == (1, "")


def test_without_network_it_says_what_to_do(checkout: Checkout) -> None:
    for path in checkout.wheels.iterdir():
        path.unlink()

    answer = checkout.call("tightrope")

    assert (answer.code, answer.out) == (1, "")
    assert "the packages could not be fetched" in answer.said.splitlines()[-1]
    assert "Traceback" not in answer.said
    assert not (checkout.root / STAMP).exists()


def test_where_uv_cannot_be_had_pip_does_it(checkout: Checkout) -> None:
    (checkout.root / "requirements-tools.lock").write_text(
        f"uv==0.0.1 --hash=sha256:{'0' * 64}\n"
    )

    answer = checkout.call("tightrope", "a")

    assert (answer.code, answer.out) == (1, "stone 1.0 without tools a\n")


def test_a_home_that_cannot_be_written_to_is_left_alone(
    checkout: Checkout, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.write_text("no folder, so that nobody can write into it, not even root")

    answer = checkout.call("tightrope", HOME=str(home), XDG_CACHE_HOME=str(home))

    assert (answer.code, answer.out) == (0, "stone 1.0 without tools\n")


def test_a_python_without_pip_is_told_how_to_get_it(
    checkout: Checkout, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    subprocess.run([HOST, "-m", "venv", "--without-pip", bare], check=True)
    (checkout.root / "requirements-tools.lock").write_text("# another one\n")

    answer = checkout.call("tightrope", python=bare / INSIDE.relative_to(".venv"))

    assert answer == Answer(
        code=1,
        out="",
        said=answer.said.splitlines(keepends=True)[0]
        + "dev.py: this Python has no pip; on Debian and Ubuntu `apt install "
        "python3-pip` brings it, elsewhere `python3 -m ensurepip`\n",
    )


def test_a_checkout_that_cannot_be_written_to_is_named(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / ".tools", ignore_errors=True)
    (checkout.root / ".tools").write_text("in the way")

    answer = checkout.call("tightrope")

    assert (answer.code, answer.out) == (1, "")
    assert answer.said == f"dev.py: {checkout.root / '.tools'}: File exists\n"


def test_a_word_that_is_no_command_is_answered_in_one_line(checkout: Checkout) -> None:
    answer = checkout.call("tset")

    assert answer == Answer(
        code=2,
        out="",
        said="dev.py: there is no command 'tset'; see: python3 dev.py help\n",
    )


def test_help_names_every_command(checkout: Checkout) -> None:
    answer = checkout.call("help")

    named = {line.split()[2] for line in answer.out.splitlines() if "dev.py " in line}
    assert {"test", "tightrope", "check", "fix", "bench", "docs"} <= named
    assert {"pictures", "lock"} <= named
    assert (answer.code, answer.said) == (0, "")


def test_an_older_python_says_so_in_one_line() -> None:
    older = "import sys; sys.version_info = (3, 6, 0); exec(open('dev.py').read())"

    done = subprocess.run(
        [sys.executable, "-c", older],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "Tightrope needs Python 3.11 or newer, and this is 3.6; "
        "try: python3.11 dev.py\n"
    )


def test_an_older_python_can_read_dev_py() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 4))
