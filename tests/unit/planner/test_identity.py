from dataclasses import replace

from tests.unit.planner.situations import at, block, busy, ids, problem, spans
from tightrope.core.planner import State, plan


def test_purposes_are_given_in_order_and_once() -> None:
    standing = block(at("09:00", 240, days=4), purpose="Roadmap", state=State.FIRM)

    found = plan(
        problem(blocks=(standing,), policy={"purposes": ("Roadmap", "Pricing")})
    )

    assert [one.block.purpose for one in found.blocks] == ["Pricing", None, "Roadmap"]


def test_ids_are_letters_and_digits_and_differ_from_person_to_person() -> None:
    one = plan(problem(busy=busy(at("09:00", 30))))
    other = plan(problem(busy=busy(at("09:00", 45))))

    assert all(name.isalnum() for name in ids(one))
    assert len({*ids(one), *ids(other)}) == len(ids(one)) + len(ids(other))


def test_a_new_block_does_not_take_the_id_of_one_that_was_moved() -> None:
    first = plan(problem(policy={"per_week": 1}))
    moved = replace(
        first.blocks[0].block, span=at("09:00", 240, days=1), state=State.LOCKED
    )

    found = plan(problem(blocks=(moved,), policy={"per_week": 2}))

    assert spans(found)[0] == spans(first)[0]
    assert len(set(ids(found))) == 2
    assert moved.id in ids(found)
