"""Long lists stay short on the page: one line a row, one row open."""

from typing import Any

import pytest
from django.http import QueryDict

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.paging import read_page
from kreishaus.services.forms.rendering import render_error_summary, render_page
from kreishaus.services.forms.rendering.rows import ALL_OPEN_UP_TO, below_rows, rows_above
from tests.services.forms.nested import PAPER, nested
from tests.services.forms.parking import TODAY
from tests.services.forms.rendering.reading import all_of, by_id, check, text_of


def shown(answers: dict[str, Any], *, with_errors: bool = False, **options: Any) -> str:
    """Return the page of the nested form."""
    evaluation = evaluate(nested(), answers, on=TODAY, raw=options.get("raw", {}))
    errors = evaluation.errors_on("p") if with_errors else {}
    return render_page(nested(), "p", evaluation, answers=answers, errors=errors, **options)


def households(count: int) -> dict[str, Any]:
    """Return answers with so many complete households."""
    return {"household": [{"street": f"Deichweg {n}", "person": [{"name": f"P{n}"}]} for n in range(count)]}


def inputs(html: str) -> list[str]:
    """Return the names of all inputs."""
    return [str(one.get("name")) for one in all_of(check(html), "input", "select", "textarea")]


def test_a_path_lies_in_rows() -> None:
    assert rows_above("a[1].b[22].c") == ["a[1]", "a[1].b[22]"]
    assert rows_above("a.b") == []
    assert below_rows(["a[1].b[2].c", "a[1].d"]) == {"a[1]": ["a[1].b[2].c", "a[1].d"], "a[1].b[2]": ["a[1].b[2].c"]}


def test_a_few_rows_are_all_open() -> None:
    names = inputs(shown(households(ALL_OPEN_UP_TO)))

    assert [name for name in names if name.endswith("street")] == [f"household[{n}].street" for n in range(5)]


def test_of_many_rows_only_the_chosen_one_is_open_and_the_others_say_what_is_in_them() -> None:
    html = shown(households(120), opened=["household[7]"])
    tree = check(html)

    assert {name.partition(".")[0] for name in inputs(html)} == {"household[7]"}
    assert text_of(by_id(tree, "f-household-6")).startswith("Haushalt 7 Deichweg 6 Ändern")
    assert "120 Einträge" in html


def test_a_row_deep_inside_opens_those_around_it() -> None:
    answers = households(9)
    answers["household"][8]["person"] = [
        {"name": f"P{n}", "paper": [{"name": f"Z{m}"} for m in range(8)]} for n in range(8)
    ]

    names = inputs(shown(answers, opened=["household[8].person[6].paper[5].name"]))

    assert "household[8].street" in names
    assert "household[8].person[6].name" in names
    assert "household[8].person[6].paper[5].name" in names
    assert not any(name.startswith(("household[0]", "household[8].person[1]")) for name in names)
    assert "household[8].person[6].paper[4].name" not in names


def test_rows_with_errors_open_by_themselves_but_not_all_of_a_hundred() -> None:
    answers = {"household": [{"country": "DE"} for _ in range(100)]}
    html = shown(answers, with_errors=True)

    opened = {name.partition(".")[0] for name in inputs(html)}
    assert opened == {f"household[{n}]" for n in range(5)}
    assert html.count("unvollständig") == 95


def test_every_link_of_the_error_summary_leads_somewhere() -> None:
    answers = {"household": [{"country": "DE"} for _ in range(100)]}
    evaluation = evaluate(nested(), answers, on=TODAY)
    errors = evaluation.errors_on("p")
    page = render_page(nested(), "p", evaluation, answers=answers, errors=errors)
    tree = check(render_error_summary(nested(), errors) + page)

    ids = {element.get("id") for element in tree.iter()}
    links = [str(link.get("href")) for link in all_of(tree, "a")]
    assert len(links) == 25
    assert {link.removeprefix("#") for link in links} <= ids


def test_what_was_typed_and_not_understood_keeps_its_row_open() -> None:
    html = shown(households(20), raw={"household[3].person[0].born": "im März"})

    assert {name.partition(".")[0] for name in inputs(html)} == {"household[3]"}
    assert "im März" in html


def test_a_folded_row_keeps_its_answers_when_the_page_is_sent() -> None:
    answers = households(20)
    data = QueryDict("household[7].street=Hafen")

    result = read_page(nested(), "p", data, answers=answers, raw={}, on=TODAY)

    expected = households(20)
    expected["household"][7]["street"] = "Hafen"
    assert result.answers == expected


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("household[1]", "„Haushalt 2“ ist entfernt."),
        ("household[0].person[0].paper[0]", "„Zeugnis 1“ ist entfernt."),
        ("household[0].person[0].paper[0].scan[0]", "„zeugnis.pdf“ ist entfernt."),
    ],
)
def test_what_was_removed_is_offered_where_it_was(path: str, says: str) -> None:
    answers = households(2)
    answers["household"][0]["person"][0]["paper"] = [{"name": "Abitur", "scan": [PAPER]}]
    removed = read_page(nested(), "p", QueryDict(f"_remove={path}"), answers=answers, raw={}, on=TODAY)

    tree = check(shown(removed.answers, raw=removed.raw))

    [undo] = [button for button in all_of(tree, "button") if button.get("name") == "_undo"]
    assert text_of(undo) == "Rückgängig machen"
    assert says in text_of(tree)


def test_the_page_is_accessible_in_every_state() -> None:
    many = {"household": [{"country": "DE", "person": [{}] * 7} for _ in range(12)]}

    for answers in ({}, households(1), households(12), many):
        for with_errors in (False, True):
            check(shown(answers, with_errors=with_errors, opened=["household[2].person[3]"]))
