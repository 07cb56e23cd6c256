from datetime import date

import pytest

from kreishaus.base.problems import Problems
from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import load


def section(text: str) -> Section:
    return Section(load(text, "service.yaml"))


def test_values_come_out_typed() -> None:
    read = section("name: Hund\noffice: 36\nopen: true\nfrom: 2026-03-01\nfee: 30.70\nwords: [a, b]\ncount: 3\n")

    assert read.text("name") == "Hund"
    assert read.text("office") == "36"
    assert read.flag("open") is True
    assert read.day("from") == date(2026, 3, 1)
    assert read.cents("fee") == 3070
    assert read.texts("words") == ["a", "b"]
    assert read.whole("count") == 3
    read.finish()


def test_an_unknown_key_is_named_with_its_line_and_the_closest_known_one() -> None:
    read = section("name: Hund\ncompetent:\n  ofice: '36'\nsumary: x\n")
    read.text("name")
    read.text("summary")
    competent = read.section("competent")
    competent.text("office")
    competent.close()

    with pytest.raises(Problems) as refused:
        read.finish()

    assert [str(problem) for problem in refused.value.problems] == [
        "service.yaml:3: competent: Den Schlüssel „ofice“ gibt es hier nicht. Meinten Sie „office“?",
        "service.yaml:4: Den Schlüssel „sumary“ gibt es hier nicht. Meinten Sie „summary“?",
    ]


def test_every_wrong_value_is_reported_not_only_the_first() -> None:
    read = section("name: [x]\nfrom: 31.12.2026\nfee: viel\nopen: ja\nprocess: decison\nfees: {a: 1}\nwithin: 6W\n")
    read.text("name")
    read.day("from")
    read.cents("fee")
    read.flag("open")
    read.choice("process", ("decision", "notice"))
    read.sections("fees")
    read.duration("within")
    read.text("summary", required=True)

    with pytest.raises(Problems) as refused:
        read.finish()

    assert [problem.line for problem in refused.value.problems] == [1, 1, 2, 3, 4, 5, 6, 7]
    assert "Meinten Sie „decision“?" in str(refused.value)


def test_a_list_where_a_mapping_belongs_is_refused() -> None:
    with pytest.raises(Problems, match="schlüssel: Wert"):
        section("- a\n").finish()
