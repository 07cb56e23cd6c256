"""A signature: the name in letters, and the hand on top of it where the device can draw."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import made_up
from kreishaus.services.forms.fields.composites import Composite
from kreishaus.services.forms.fields.drawing.field import TYPE as DRAWING
from kreishaus.services.forms.ports import FieldDefinition, Member


class Signature(Composite):
    """A name typed by the person who signs, with or without strokes.

    The name is what counts: it works with keyboard and screen reader and without JavaScript. It is
    a simple electronic signature (eIDAS article 3 no. 10) and replaces no written form.
    """

    key = "signature"
    title = "Unterschrift"
    settings = frozenset({"example"})
    members: ClassVar[tuple[Member, ...]] = (
        Member(
            "name", marked("Vor- und Nachname"), required=True, autocomplete="name", max_length=200,
            hint=marked("Ihr getippter Name gilt als Unterschrift."),
        ),
        Member(
            "drawing", marked("Unterschrift zeichnen"), type="drawing",
            hint=marked("Mit dem Finger, einem Stift oder der Maus."),
        ),
    )  # fmt: skip

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return the name, and that there is a hand to it."""
        del field
        name = words.get("name", "")
        return " ".join(filter(None, (name, say("(handschriftlich gezeichnet)") if "drawing" in words else "")))

    def picture(self, value: object, field: FieldDefinition) -> str:
        """Return the strokes."""
        return DRAWING.picture(value.get("drawing"), field) if isinstance(value, Mapping) else ""

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a name, sometimes with strokes."""
        value = {"name": made_up.full_name(random)}
        if random.randint(0, 1):
            value["drawing"] = str(DRAWING.synthetic(field, random))
        return value


TYPE = Signature()
