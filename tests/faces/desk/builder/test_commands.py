import pytest
from django.http import QueryDict

from kreishaus.faces.desk.builder.commands import UnknownCommand, Wish, edit_for
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.fields import field_types
from kreishaus.workshop.packages.engine.edits import NotPossible
from tests.workshop.packages.engine.forms import open_form


def wish(command: str, address: str, **values: str) -> Wish:
    post = QueryDict(mutable=True)
    post.update(values)
    return Wish(command, address, open_form(), post)


@pytest.mark.parametrize("kind", list(field_types()))
def test_a_new_question_of_every_type_works_at_once(kind: str) -> None:
    done = edit_for(wish("feld", "person", art=kind, frage="Neu")).apply(open_form())

    assert parse_form(done.form).plan.tree.by_path["person.neu"].field.type == kind  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", list(field_types()))
def test_a_question_becomes_any_type_and_comes_back(kind: str) -> None:
    done = edit_for(wish("art", "person.kind", art=kind)).apply(open_form())
    without_rules = {**done.form, "rules": []}
    for item in done.form["pages"][0]["groups"][0]["items"]:
        item.pop("when", None)

    assert parse_form(without_rules).plan.tree.by_path["person.kind"].field.type == kind  # type: ignore[union-attr]
    assert parse_form(done.inverse.apply(done.form).form).fields[2].options == parse_form(open_form()).fields[2].options


def test_an_unknown_button_or_type_is_refused() -> None:
    with pytest.raises(UnknownCommand):
        edit_for(wish("nix", "person"))
    with pytest.raises(NotPossible):
        edit_for(wish("feld", "person", art="nix"))
    with pytest.raises(NotPossible):
        edit_for(wish("art", "person.kind", art="nix"))
