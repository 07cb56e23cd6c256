from typing import Any

from kreishaus.workshop.packages.formats.fim_draft import package_key, service_yaml
from kreishaus.workshop.packages.formats.service_yaml import read_definition


def text(key: str, label: str) -> dict[str, Any]:
    return {"key": key, "type": "text", "label": label}


PERSON = {
    "key": "antragsteller",
    "title": "Angaben zur Person",
    "items": [
        text("familienname", "Familienname"),
        text("vornamen", "Vornamen"),
        {
            "key": "anschrift",
            "title": "Anschrift",
            "repeat": "0..1",
            "items": [
                text("strasse", "Straße"),
                text("hausnummer", "Hausnummer"),
                text("plz", "Postleitzahl"),
                text("ort", "Ort"),
            ],
        },
        text("email", "E-Mail-Adresse"),
    ],
}


def drafted(*groups: dict[str, Any]) -> Any:
    form = {"pages": [{"key": "seite", "title": "Seite", "groups": list(groups)}]}
    written = service_yaml(
        key="bewohnerparkausweis-beantragen",
        title="Bewohnerparkausweis beantragen",
        form=form,
        legal_basis=["§ 45 StVO"],
    )
    return read_definition(written).service


def test_what_the_schema_says_about_the_applicant_is_found() -> None:
    service = drafted(PERSON)

    assert service.applicant.name == "antragsteller.vornamen + ' ' + antragsteller.familienname"
    assert service.applicant.email == "antragsteller.email"
    assert service.applicant.address == (
        "[antragsteller.anschrift.strasse + ' ' + antragsteller.anschrift.hausnummer, "
        "antragsteller.anschrift.plz + ' ' + antragsteller.anschrift.ort]"
    )


def test_a_representative_is_not_taken_for_the_applicant() -> None:
    agent = {"key": "bevollmaechtigter", "items": [text("familienname", "Familienname"), text("vornamen", "Vornamen")]}

    assert drafted(agent, PERSON).applicant.name == "antragsteller.vornamen + ' ' + antragsteller.familienname"


def test_repeated_groups_name_nobody() -> None:
    assert drafted({**PERSON, "repeat": "1..5"}).applicant.name == ""


def test_what_only_the_county_knows_stays_open() -> None:
    service = drafted(PERSON)

    assert (service.office, service.filing.position, service.legal_remedy) == ("", "", "")
    assert service.key == "bewohnerparkausweis-beantragen"
    assert service.decide_within == "P6W"
    assert service.title == (
        "\"Bewohnerparkausweis beantragen\" + ': ' + antragsteller.vornamen + ' ' + antragsteller.familienname"
    )


def test_schemas_that_share_a_title_get_different_keys() -> None:
    assert package_key("Jagdschein (§ 15 BJagdG)") == "jagdschein-15-bjagdg"
    assert package_key("Jagdschein", "S07000000200") == "jagdschein-s07000000200"
    assert package_key("§") == "dienst"
