"""Translations of a schema. No real file of this message is known: these are ours, after the official XSD."""

from pathlib import Path

import pytest
from lxml import etree

from kreishaus.base.problems import Problems
from kreishaus.services.forms.formats.xdatenfelder.translations import Translations, read_translations
from tests.services.forms.formats.xdatenfelder.written import field_xml, read, schema_xml, used

SYNTHETIC = """<?xml version="1.0" encoding="UTF-8"?>
<!-- synthetic, written for this test -->
<x:xdatenfelder.uebersetzung.0106 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.0.0">
 <x:header><x:nachrichtID>1</x:nachrichtID>
  <x:erstellungszeitpunkt>2026-01-01T00:00:00Z</x:erstellungszeitpunkt></x:header>
 <x:uebersetzt><x:id>S00000000001</x:id><x:version>1.0.0</x:version></x:uebersetzt>
 <x:sprache lang="en" version="2">
  <x:element><x:uebersetzt><x:id>S00000000001</x:id></x:uebersetzt>
   <x:bezeichnungEingabe>Dog tax</x:bezeichnungEingabe><x:bezeichnungAusgabe>Dog tax</x:bezeichnungAusgabe></x:element>
  <x:element><x:uebersetzt><x:id>F00000000001</x:id><x:version>1.0.0</x:version></x:uebersetzt>
   <x:bezeichnungEingabe>Name</x:bezeichnungEingabe><x:bezeichnungAusgabe>Name of the dog</x:bezeichnungAusgabe>
   <x:hilfetextEingabe>As in the passport</x:hilfetextEingabe>
   <x:werte><x:wert><x:code>g</x:code><x:name>large</x:name><x:hilfe>over 40 cm</x:hilfe></x:wert></x:werte>
   <x:regel><x:uebersetzt><x:id>R00000000001</x:id></x:uebersetzt><x:fehler code="7">Too long</x:fehler></x:regel>
  </x:element>
 </x:sprache>
 <x:sprache lang="de" region="DE" variant="simple" version="1">
  <x:element><x:uebersetzt><x:id>F00000000001</x:id></x:uebersetzt>
   <x:bezeichnungEingabe>Wie heißt Ihr Hund?</x:bezeichnungEingabe>
   <x:bezeichnungAusgabe>Name</x:bezeichnungAusgabe></x:element>
 </x:sprache>
</x:xdatenfelder.uebersetzung.0106>
"""


def read_written(text: str = SYNTHETIC) -> Translations:
    return read_translations(text.encode(), name="sprachen.xml")


def test_every_text_of_every_language_is_read() -> None:
    found = read_written()

    english, simple = found.translations
    assert (found.schema_id, found.schema_version) == ("S00000000001", "1.0.0")
    assert [each.code for each in found.translations] == ["en", "de-simple"]
    assert english.version == "2"
    assert english.texts["F00000000001"] == {
        "label": "Name",
        "output_title": "Name of the dog",
        "help": "As in the passport",
        "option:g": "large",
        "option:g:help": "over 40 cm",
        "rule:R00000000001:7": "Too long",
    }
    assert simple.texts == {"F00000000001": {"label": "Wie heißt Ihr Hund?", "output_title": "Name"}}
    assert found.notes == ()


def test_texts_reach_every_place_of_an_element() -> None:
    schema = read(schema_xml(used(field_xml()) * 2))

    by_path = read_written().translations[0].by_path(schema)

    assert set(by_path) == {"", "F00000000001", "F00000000001#2"}
    assert by_path[""]["label"] == "Dog tax"
    assert by_path["F00000000001#2"]["help"] == "As in the passport"


def test_a_region_names_the_language_more_exactly() -> None:
    text = SYNTHETIC.replace('lang="en"', 'lang="pt" region="BR"')

    assert read_written(text).translations[0].code == "pt-BR"


def test_a_translation_of_nothing_is_noted() -> None:
    text = SYNTHETIC.replace("<x:uebersetzt><x:id>F00000000001</x:id></x:uebersetzt>", "")

    assert [note.message for note in read_written(text).notes] == [
        "Eine Übersetzung nennt kein Element. Sie wurde ausgelassen."
    ]


def test_a_language_without_its_name_is_refused() -> None:
    with pytest.raises(Problems) as refusal:
        read_written(SYNTHETIC.replace('lang="en" ', ""))

    assert "»lang«" in refusal.value.problems[0].message


def test_a_schema_is_no_translation_and_a_translation_no_schema() -> None:
    with pytest.raises(Problems):
        read_translations(schema_xml(used(field_xml())), name="hund.xml")
    with pytest.raises(Problems) as refusal:
        read(SYNTHETIC.encode())
    assert "Die Datei enthält Übersetzungen" in refusal.value.problems[0].message


def test_the_synthetic_file_is_valid_by_the_official_schema(shared_data: Path) -> None:
    xsd = etree.XMLSchema(etree.parse(shared_data / "fim" / "xsd" / "xdatenfelder" / "3.0.0" / "xdatenfelder.xsd"))

    assert xsd.validate(etree.fromstring(SYNTHETIC.encode())), xsd.error_log
