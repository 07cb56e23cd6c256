from kreishaus.base.yamltext import dump
from kreishaus.services.forms.engine.synthesis import PERSONAS, fill
from kreishaus.workshop.proving.recording import recorded
from kreishaus.workshop.proving.running import run_tests
from tests.workshop.proving.package import ON, SERVICE, proving


def test_what_was_recorded_passes_and_says_everything() -> None:
    tried = proving()
    answers = {
        "person": {"name": "Hilke", "born": "1980-01-01"},
        "dog": {"name": "Bello", "kind": "dangerous"},
        "proof": {"passed": "2025-01-01"},
    }

    case = recorded(tried, answers, on=ON, name="Hilke")  # type: ignore[arg-type]

    expect = case["expect"]
    assert isinstance(expect, dict)
    assert expect["errors"] == {}
    assert expect["path"] == ["person", "dog", "proof"]
    assert expect["visible"] == ["proof", "proof.passed"]
    assert expect["fee"] == "600.00"
    assert expect["evidence"] == ["test"]
    assert "Hilke, Ihr Hund Bello ist angemeldet (Gefährlich)." in expect["letter"]["grant"]
    (result,) = run_tests(tried, {"tests/a.yaml": dump({"cases": [case]})})
    assert result.problems == ()


def test_every_persona_can_be_recorded() -> None:
    tried = proving()
    for persona in PERSONAS.values():
        for seed in range(6):
            case = recorded(tried, fill(tried.form, on=ON, seed=seed, persona=persona), on=ON, name=persona.name)
            (result,) = run_tests(tried, {"tests/a.yaml": dump({"cases": [case]})})
            assert result.problems == ()


def test_a_later_change_of_the_service_is_noticed() -> None:
    answers = fill(proving().form, on=ON, seed=2)
    case = dump({"cases": [recorded(proving(), answers, on=ON, name="Wie gehabt")]})

    for before, after in (("90.00", "91.00"), ("600.00", "601.00"), ("ist angemeldet", "ist gemeldet")):
        changed = proving(SERVICE.replace(before, after))
        other = proving(SERVICE.replace("600.00" if before == "90.00" else "90.00", "1.00"))
        results = run_tests(changed, {"a": case}) + run_tests(other, {"a": case})
        assert any(result.problems for result in results)
