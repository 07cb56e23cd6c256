from kreishaus.workshop.packages.rules.contents import read_form
from kreishaus.workshop.proving.gate import PackageProver
from kreishaus.workshop.proving.report import Report
from kreishaus.workshop.proving.reports import GATE, obstacles_in, report_for
from tests.workshop.proving.package import FORM, ON, SERVICE


def report(service: str = SERVICE, form: str = FORM) -> Report:
    """Return the report that decides about publication."""
    return report_for(service_text=service, form=read_form(form).schema, tests={}, on=ON, budget=GATE)


def test_the_same_content_is_proved_once() -> None:
    assert report() is report()
    assert report() is not report(service=SERVICE + "# anders\n")


def test_a_sound_service_has_no_obstacles() -> None:
    assert obstacles_in(report()) == []


def test_errors_stand_in_the_way_and_lead_to_the_report() -> None:
    obstacles = obstacles_in(report(form=FORM.replace("dog.kind == 'dangerous'\"\n", "dog.kind == 'ghost'\"\n")))

    assert {obstacle.path for obstacle in obstacles} == {"proving"}
    assert "Die Seite „Wesenstest“ wird nie gezeigt." in [obstacle.message for obstacle in obstacles]


def test_fees_in_time_are_not_told_twice() -> None:
    twice = SERVICE.replace(
        "fees:\n",
        'fees:\n  - {name: Marke, amount: "2.00", valid_from: 2024-01-01}\n'
        '  - {name: Marke, amount: "3.00", valid_from: 2025-02-01}\n',
    )

    assert report(twice).analysis.errors
    assert obstacles_in(report(twice)) == []


def test_packages_ask_the_gate() -> None:
    broken = FORM.replace("years(person.born, today) >= 18", "person.born < person.born")

    problems = PackageProver().failures(service_text=SERVICE, form=read_form(broken).schema, tests={})

    assert any("R1" in problem.message or "volljährig" in problem.message for problem in problems)
