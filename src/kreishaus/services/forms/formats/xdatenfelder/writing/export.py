"""A whole form as an XDatenfelder file."""

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.xdatenfelder.form import convert
from kreishaus.services.forms.formats.xdatenfelder.reading import read_schema
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import noted, notes_between
from kreishaus.services.forms.formats.xdatenfelder.writing.composing import Origin, compose
from kreishaus.services.forms.formats.xdatenfelder.writing.message import message

MEDIA_TYPE = "application/xml"


def write_schema(form: FormSchema, origin: Origin) -> bytes:
    """Return the form as message 0102 of XDatenfelder 3.0.0 (UTF-8).

    Importing it gives the same form again, also where the standard has no word for what the form says. Elements
    without a FIM number get one in Nummernkreis 99, the same in every export.
    """
    composed = compose(form, origin)
    number = f"kreishaus-{form.digest[:32]}"
    # What an import would make of it is read from the file itself: texts may change on their way.
    plain = convert(read_schema(message(composed.schema, number=number, at=origin.at), name=number)).form
    notes = notes_between(plain, composed.data, composed.sources)
    return message(noted(composed.schema, notes), number=number, at=origin.at)
