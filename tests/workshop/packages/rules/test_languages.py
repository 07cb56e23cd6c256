"""The shipped services: every translation fits its text, and what is said to be translated is complete."""

from pathlib import Path

import pytest

from kreishaus.workshop.packages.formats.folder import read_folder
from kreishaus.workshop.packages.formats.languages import german_texts, read_translation
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.rules.contents import read_form
from kreishaus.workshop.packages.rules.languages import check_texts

DEMO = Path(__file__).resolve().parents[4] / "demo" / "services"
TRANSLATED = ("allgemeiner-antrag", "jagdschein", "wunschkennzeichen")


@pytest.mark.parametrize("folder", sorted(path for path in DEMO.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_texts_of_shipped_services_fit(folder: Path) -> None:
    check_texts(read_folder(folder))


@pytest.mark.parametrize("language", ["en", "de-simple"])
@pytest.mark.parametrize("key", TRANSLATED)
def test_shipped_translations_are_complete_and_current(key: str, language: str) -> None:
    files = {path: content.decode() for path, content in read_folder(DEMO / key).items()}
    german = german_texts(read_definition(files["service.yaml"]).service, read_form(files["form.yaml"]).schema)
    path = f"texts/{language}.yaml"
    assert read_translation(files[path], path, german=german).current(german).keys() == german.keys()
