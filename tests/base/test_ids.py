import time

from kreishaus.base.ids import new_id


def test_ids_are_of_version_7_and_carry_the_moment() -> None:
    before = time.time_ns() // 1_000_000

    made = new_id()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    # The count runs ahead of the clock only where thousands are made in one millisecond.
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1_000


def test_ids_made_in_one_go_keep_their_order() -> None:
    made = [new_id() for _ in range(10_000)]

    assert made == sorted(set(made))
