"""An applicant chooses her language: it holds to the end, loses nothing, and the file stays German."""

import json
import re

import pytest

from kreishaus.ground.storage import store
from kreishaus.records.enums import DocumentKind
from kreishaus.records.models import Document
from kreishaus.services.applications import queries
from kreishaus.services.applications.models import Application, Draft

from .visiting import LICENSE, PERSON, RELIABLE, Visitor, secret_in, send_page, where, with_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hunting")]
ENGLISH = "?sprache=en"


def _html(response: object) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined]


def test_the_page_of_a_service_offers_its_languages(visitor: Visitor) -> None:
    german = _html(visitor.get("/leistungen/jagdschein/"))
    assert '<html lang="de">' in german
    assert re.findall(r'<a href="\?sprache=([\w-]+)"', german) == ["en", "de-simple"]
    english = _html(visitor.get(f"/leistungen/jagdschein/{ENGLISH}"))
    assert '<html lang="en">' in english
    assert "Apply for or renew a hunting licence</h1>" in english
    assert f'href="/leistungen/jagdschein/antrag/{ENGLISH}"' in english
    assert '<html lang="de-simple">' in _html(visitor.get("/leistungen/jagdschein/?sprache=de-simple"))


@pytest.mark.parametrize("unknown", ["tr", "xx", "../en", "DE", ""])
def test_a_language_that_is_not_offered_is_german(visitor: Visitor, unknown: str) -> None:
    assert '<html lang="de">' in _html(visitor.get("/leistungen/jagdschein/antrag/", data={"sprache": unknown}))


def test_a_whole_application_in_english(visitor: Visitor) -> None:
    begin = f"/leistungen/jagdschein/antrag/{ENGLISH}"
    assert "Which hunting licence would you like?" in _html(visitor.get(begin))
    first = visitor.post(begin, {})
    secret = secret_in(where(first))
    assert "Please choose an answer for “Type of hunting licence”." in _html(first)
    for key, answers in (
        ("license", LICENSE),
        ("person", PERSON),
        ("evidence", with_files()),
        ("reliability", RELIABLE),
    ):
        last = send_page(visitor, secret, key, answers)
    check = _html(last)
    assert where(last) == f"/antrag/{secret}/pruefen/"
    for words in ("Check and send", "Annual hunting licence (one hunting year)", "Hunting levy for one year", "Total"):
        assert words in check
    missing = _html(visitor.post(f"/antrag/{secret}/pruefen/", {}))
    assert "Please confirm that your details are correct." in missing
    receipt = _html(visitor.post(f"/antrag/{secret}/pruefen/", {"declaration": "on"}))
    assert "We have received your application" in receipt
    status = _html(visitor.get(f"/status/{secret}/"))
    assert '<html lang="en">' in status
    assert 'Filled in in this language</dt><dd lang="en">English' in status
    assert "Annual hunting licence" in _html(visitor.get(f"/status/{secret}/angaben/"))

    application = Application.objects.get()
    assert application.language == "en"
    data = Document.objects.get(case=application.case, kind=DocumentKind.DATA)
    content = json.loads(store().read(data.versions.get().sha256))
    text = json.dumps(content, ensure_ascii=False)
    assert "Art des Jagdscheins" in text
    assert "hunting licence" not in text
    shown = queries.shown_answers(application)
    assert shown["license.kind"] == "Jahresjagdschein (ein Jagdjahr)"


def test_changing_in_the_middle_keeps_what_was_typed(visitor: Visitor) -> None:
    begin = "/leistungen/jagdschein/antrag/"
    changed = visitor.post(begin, {**LICENSE, "license.valid_from": "31.2.2030", "_language": "en"})
    page = _html(changed)
    secret = secret_in(where(changed))
    assert where(changed) == f"/antrag/{secret}/seite/license/"
    assert '<html lang="en">' in page
    assert 'value="31.2.2030"' in page
    simple = _html(send_page(visitor, secret, "license", LICENSE, _language="de-simple"))
    assert '<html lang="de-simple">' in simple
    assert 'value="01.04.2030"' in simple
    visitor.post(f"/antrag/{secret}/sprache/", {"_language": "de"})
    draft = Draft.objects.get()
    assert draft.language == "de"
    assert draft.answers["license"] == {"kind": "year", "occasion": "first", "valid_from": "2030-04-01"}
    visitor.post(f"/antrag/{secret}/sprache/", {"_language": "klingon"})
    assert Draft.objects.get().language == "de"


def test_pages_that_are_kept_ready_do_not_mix_languages(visitor: Visitor) -> None:
    for _ in range(2):
        assert "Welchen Jagdschein" in _html(visitor.get("/leistungen/jagdschein/antrag/"))
        assert "Which hunting licence" in _html(visitor.get(f"/leistungen/jagdschein/antrag/{ENGLISH}"))


def test_what_has_no_translation_says_that_it_is_german(visitor: Visitor) -> None:
    offering = queries.current_offering(_service())
    assert offering is not None
    texts = dict(offering.settings["languages"]["en"])
    del texts["license.kind.label"], texts["service.summary"]
    offering.settings["languages"]["en"] = texts
    offering.save()
    from kreishaus.services.applications import memory
    from kreishaus.services.forms.queries import forms

    memory.forget()
    forms._localised.clear()
    assert '<span lang="de">Sie möchten jagen?' in _html(visitor.get(f"/leistungen/jagdschein/{ENGLISH}"))
    page = _html(visitor.get(f"/leistungen/jagdschein/antrag/{ENGLISH}"))
    assert '<span lang="de">Art des Jagdscheins</span>' in page


def _service() -> object:
    from kreishaus.services.catalogue.models import Service

    return Service.objects.get(key="jagdschein")
