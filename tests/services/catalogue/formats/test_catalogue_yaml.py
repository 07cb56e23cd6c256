import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.catalogue.actions import ServiceDraft
from kreishaus.services.catalogue.formats.catalogue_yaml import read_catalogue

TEXT = """\
services:
  - key: hundesteuer
    name: Hund anmelden
    leika: "99022006000000"
    audience: [citizen, company]
    office: "20"
    legal_basis: [Hundesteuersatzung, {text: § 3 NKAG, url: https://example.org}]
    evidence: [Impfpass, {name: Rassenachweis, required: false}]
    texts: {description: Wer einen Hund hat.}
  - key: personalausweis
    name: Personalausweis
    redirect: {name: Ihre Gemeinde, reason: Das macht die Gemeinde.}
"""


def test_entries_fit_the_draft() -> None:
    dog, card = (ServiceDraft(**fields) for fields in read_catalogue(TEXT))  # type: ignore[arg-type]

    assert dog.office == "20"
    assert dog.legal_basis == [{"text": "Hundesteuersatzung"}, {"text": "§ 3 NKAG", "url": "https://example.org"}]
    assert dog.evidence == [
        {"name": "Impfpass", "required": True, "help": ""},
        {"name": "Rassenachweis", "required": False, "help": ""},
    ]
    assert dog.redirect is None
    assert card.redirect == {"name": "Ihre Gemeinde", "url": "", "reason": "Das macht die Gemeinde."}
    assert card.audience == ["citizen"]


def test_mistakes_are_collected_with_their_lines() -> None:
    text = TEXT.replace("leika", "laika").replace("key: personalausweis", "key: hundesteuer")

    with pytest.raises(Problems) as refused:
        read_catalogue(text)

    assert [str(problem) for problem in refused.value.problems] == [
        "catalogue.yaml:4: services[0]: Den Schlüssel „laika“ gibt es hier nicht. Meinten Sie „leika“?",
        "catalogue.yaml:10: services[1].key: Die Leistung „hundesteuer“ steht schon weiter oben.",
    ]
