from random import Random

from kreishaus.services.forms.engine.synthesis.personas import COMPANY, EVERYTHING, FAMILY, MINIMAL, PERSONAS
from tests.services.forms.fields.contract import field_of


def test_every_persona_has_a_name_and_is_found_by_its_key() -> None:
    assert {key: persona.key for key, persona in PERSONAS.items()} == {key: key for key in PERSONAS}
    assert all(persona.name for persona in PERSONAS.values())


def test_lists_stay_within_their_limits() -> None:
    for persona in PERSONAS.values():
        for seed in range(20):
            assert 1 <= persona.rows("Kinder", 1, 2, Random(seed)) <= 2

    assert FAMILY.rows("Ihre Kinder", 0, 9, Random(1)) == 2
    assert MINIMAL.rows("Fahrzeuge", 1, 9, Random(1)) == 1
    assert EVERYTHING.rows("Fahrzeuge", 0, 9, Random(1)) == 1


def test_preferences_are_found_by_the_words_of_a_label() -> None:
    person = field_of(
        "choice", label="Antragsteller", options=[{"n": "Natürliche Person"}, {"j": "Juristische Person"}]
    )

    assert FAMILY.preferred(person) == "n"
    assert COMPANY.preferred(person) == "j"
    assert MINIMAL.preferred(person) is None
    assert COMPANY.preferred(field_of("yes-no", label="Sind Sie verheiratet?")) is False
