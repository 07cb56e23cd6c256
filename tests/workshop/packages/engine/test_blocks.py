import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.engine.blocks import Block, NoSuchBlock, block, blocks
from kreishaus.workshop.packages.engine.elements import find, walk
from kreishaus.workshop.packages.engine.structure import Insert
from tests.workshop.packages.engine.forms import car_form, usual


def insert(each: Block, parent: str) -> dict[str, object]:
    edit = Insert(parent, -1, (each.element,), rules=each.rules, home=each.key)
    done = edit.apply(car_form())
    assert usual(dict(done.inverse.apply(done.form).form)) == car_form()
    return dict(done.form)


@pytest.mark.parametrize("parent", ["@person", "contact", "car"])
@pytest.mark.parametrize("each", blocks(), ids=lambda each: each.key)
def test_a_block_fits_anywhere_with_its_conditions(each: Block, parent: str) -> None:
    if parent == "car" and each.key == "kinder":
        return  # a rule over rows inside of rows reads one list for each outer row
    form = insert(each, parent)

    parse_form(form)


@pytest.mark.parametrize("each", blocks(), ids=lambda each: each.key)
def test_every_question_of_a_block_says_what_for(each: Block) -> None:
    form = usual({"pages": [{"key": "p", "title": "P", "groups": [each.element]}]})

    assert [address for address, item in walk(form) if "type" in item and not item.get("purpose")] == []


def test_a_second_block_gets_its_own_paths() -> None:
    deputy = block("vertretung")
    first = Insert("@person", -1, (deputy.element,), home=deputy.key).apply(car_form())
    second = Insert("@person", -1, (deputy.element,), home=deputy.key).apply(first.form)

    assert find(second.form, "vertretung_2.name").element["when"] == "vertretung_2.fuer_wen == 'andere'"


def test_an_unknown_block_is_named() -> None:
    with pytest.raises(NoSuchBlock):
        block("nix")
