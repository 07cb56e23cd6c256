from kreishaus.workshop.proving.exploring import explore, turns
from tests.workshop.proving.package import FORM, ON, SERVICE, proving


def test_everybody_applies_completely_and_everything_is_worked_out() -> None:
    found = explore(proving(), on=ON, applicants=80, seed=1)

    assert (found.applicants, found.complete) == (80, 80)
    assert {way.pages for way in found.ways} == {("person", "dog"), ("person", "dog", "proof")}
    assert set(found.fees) == {9_000, 60_000}
    assert sum(found.fees.values()) == 80
    assert found.evidence["test"] == found.fees[60_000]
    assert found.letters == {"grant": 80, "refuse": 80}
    assert found.coverage.never_shown == ()
    assert found.coverage.never_answered == ()
    assert found.coverage.never_applied == ()
    assert found.coverage.never_chosen == ()
    assert found.complaints["person.born"] > 0


def test_the_same_seed_finds_the_same() -> None:
    first, again, other = (explore(proving(), on=ON, applicants=12, seed=seed) for seed in (3, 3, 4))

    assert first.samples == again.samples
    assert first.samples != other.samples
    assert len({seed for seed, _ in turns(50, 3)}) == 50


def test_a_letter_with_a_gap_is_found_with_the_fewest_answers() -> None:
    found = explore(proving(), on=ON, applicants=20)

    (gap,) = found.failures

    assert gap.message == "Im Brief „Ablehnung“ bleibt „{{ dog.remark }}“ leer."
    assert not gap.blocks
    assert 0 < gap.count < 20
    assert set(gap.example) == {"person", "dog"}
    assert "remark" not in str(gap.example)
    assert "email" not in str(gap.example)


def test_what_nobody_can_fill_in_is_a_failure_with_the_answers_that_show_it() -> None:
    form = FORM.replace("years(person.born, today) >= 18", "years(person.born, today) >= 18 && person.born > today")

    found = explore(proving(form=form), on=ON, applicants=5)

    assert found.complete == 0
    (failure,) = found.failures
    assert (failure.kind, failure.count, failure.blocks) == ("incomplete", 5, True)
    assert "Sie müssen volljährig sein." in failure.message
    assert list(failure.example) == ["person"]
    assert list(failure.example["person"]) == ["born"]  # type: ignore[call-overload]


def test_what_is_never_reached_is_said() -> None:
    form = FORM.replace("label: Rufname, required: true", "label: Rufname, when: \"dog.kind == 'ghost'\"")

    found = explore(proving(form=form), on=ON, applicants=10)

    assert "dog.name" in [place.key for place in found.coverage.never_shown]
    assert "person.name" not in [place.key for place in found.coverage.never_shown]


def test_time_is_bounded_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    found = explore(proving(), on=ON, applicants=1_000, seconds=0.0, progress=lambda done, of: told.append((done, of)))

    assert found.stopped
    assert told == [(1, 1_000)]


def test_an_applicant_without_a_name_is_noticed() -> None:
    service = SERVICE.replace("{name: person.name,", "{name: person.email,")

    found = explore(proving(service), on=ON, applicants=20)

    assert "no-name" in {failure.kind for failure in found.failures}
