"""The wording of a letter from the template of the package."""

from dataclasses import replace

from kreishaus.casework.engine.wording import SIGNING_DAY, LetterFacts, Wording, fill_letter

ANSWERS = {"license": {"kind": "year"}}
FACTS = LetterFacts(
    reference="32-17-2026-0001",
    title="Jagdschein Frauke Harms",
    submitted_on="2026-03-02",
    applicant_name="Frauke Harms",
    applicant_email="frauke.harms@example.org",
    applicant_address="Deichweg 12\n26826 Weener",
    service_name="Jagdschein",
    office_name="Ordnungsamt",
    office_number="32",
    authority_name="Landkreis Leer (Demonstration)",
    fee_cents=7500,
)
LETTER = {
    "subject": "Ihr {{ service.name }}",
    "salutation": "Guten Tag {{ applicant.name }},",
    "paragraphs": [
        "Sie bekommen: {{ license.kind }}. Ihr Antrag vom {{ application.submitted_on }} ({{ case.reference }}).",
        "Abholung: {{ office.name }}, ab dem {{ decision.date }}.",
    ],
    "conditions": ["Gebühr: {{ fee.total }}"],
}


def test_placeholders_take_answers_as_shown_and_facts_of_the_case() -> None:
    wording = fill_letter(
        LETTER,
        legal_remedy="Klage gegen den {{ authority.name }}",
        answers=ANSWERS,
        facts=FACTS,
        shown={"license.kind": "Jahresjagdschein"},
        fee_cents=7500,
    )

    assert wording == Wording(
        subject="Ihr Jagdschein",
        salutation="Guten Tag Frauke Harms,",
        paragraphs=[
            "Sie bekommen: Jahresjagdschein. Ihr Antrag vom 02.03.2026 (32-17-2026-0001).",
            f"Abholung: Ordnungsamt, ab dem {SIGNING_DAY}.",
        ],
        conditions=["Gebühr: 75,00\N{NO-BREAK SPACE}€"],
        reasons="",
        legal_remedy="Klage gegen den Landkreis Leer (Demonstration)",
        fee_cents=7500,
    )


def test_a_package_without_a_letter_still_gives_a_letter_to_write_in() -> None:
    wording = fill_letter(
        {}, legal_remedy="", answers={}, facts=replace(FACTS, applicant_name=""), shown={}, fee_cents=None
    )

    assert wording == Wording(
        subject="Jagdschein",
        salutation="Guten Tag,",
        paragraphs=[],
        conditions=[],
        reasons="",
        legal_remedy="",
        fee_cents=None,
    )
