"""Check submissions as a receiver would: with a validator that knows nothing of this house."""

from collections.abc import Mapping

from jsonschema import Draft202012Validator
from lxml import etree

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission import (
    json_schema,
    read_json,
    read_xml,
    structure_of,
    write_json,
    write_xml,
    xfall_schema,
)
from kreishaus.services.forms.formats.submission.json_schema import schema_text
from kreishaus.services.forms.formats.submission.json_text import loads


class Receiver:
    """Somebody who has the two schemas of a form and gets submissions."""

    def __init__(self, schema: FormSchema) -> None:
        self.structure = structure_of(schema)
        # Read back from the file, as somebody outside would have it.
        published = loads(schema_text(json_schema(self.structure)))
        assert isinstance(published, dict)
        Draft202012Validator.check_schema(published)
        self.json_schema = published
        self.json = Draft202012Validator(published, format_checker=Draft202012Validator.FORMAT_CHECKER)
        self.xml_schema = xfall_schema(self.structure)
        self.xml = etree.XMLSchema(etree.fromstring(self.xml_schema))

    def complaints(self, answers: Mapping[str, object]) -> list[str]:
        """Return what either schema finds wrong with the answers as they are written."""
        found = [
            f"JSON {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in self.json.iter_errors(loads(write_json(self.structure, answers)))
        ]
        if not self.xml.validate(etree.fromstring(write_xml(self.structure, answers))):
            found += [f"XML {entry.message[:200]}" for entry in self.xml.error_log]
        return found

    def refuses(self, answers: Mapping[str, object]) -> tuple[bool, bool]:
        """Return whether the JSON Schema and whether the XFall schema refuses the answers."""
        json_ok = self.json.is_valid(loads(write_json(self.structure, answers)))
        xml_ok = self.xml.validate(etree.fromstring(write_xml(self.structure, answers)))
        return not json_ok, not xml_ok

    def returned(self, answers: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
        """Return the answers as they come back from JSON and from XML."""
        return (
            read_json(self.structure, write_json(self.structure, answers)),
            read_xml(self.structure, write_xml(self.structure, answers)),
        )
