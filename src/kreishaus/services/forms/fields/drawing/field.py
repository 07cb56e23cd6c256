"""Lines drawn by hand, kept as the path of an SVG of fixed size."""

import re
from collections.abc import Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

WIDTH, HEIGHT = 600, 200
LONGEST = 24_000
_PATH = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+", re.ASCII)


class Drawing(FieldType):
    """Strokes as `M x y L x y …` in whole points of 600 by 200; nothing else is let through.

    Not everybody can draw: a drawing that must be there shuts people out. `signature` does not.
    """

    key = "drawing"
    title = "Zeichnung"
    empty: ClassVar[object] = ""
    sample: ClassVar[object] = "M10 100L590 100"
    grouped = True
    script = "drawing"
    longest: ClassVar[int] = LONGEST

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the path as the page sent it."""
        text = raw[0].strip() if raw else ""
        if not text:
            return None
        if len(text) > LONGEST or not _PATH.fullmatch(text):
            raise InvalidInput(self.missing(field))
        return text

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about anything but strokes."""
        right = isinstance(value, str) and len(value) <= LONGEST and _PATH.fullmatch(value)
        return [] if right else [self.missing(field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return that there is a drawing."""
        return str(value)[:40] if self.validate(value, field) else say("Zeichnung liegt vor")

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the path."""
        return "" if self.validate(value, field) else str(value)

    def picture(self, value: object, field: FieldDefinition) -> str:
        """Return the strokes as a picture."""
        if self.validate(value, field):
            return ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="300" height="100" '
            f'role="img" aria-label="Zeichnung"><path d="{value}" fill="none" stroke="currentColor" stroke-width="3" '
            'stroke-linecap="round" stroke-linejoin="round"/></svg>'
        )

    def layout(self, value: object, field: FieldDefinition) -> dict[str, object]:
        """Return the size of the drawing board."""
        del value, field
        return {"board_width": WIDTH, "board_height": HEIGHT}

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for a drawing."""
        return say("Bitte zeichnen Sie „{label}“ noch einmal.", label=field.label)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a few strokes."""
        del field
        points = [(x, random.randint(20, HEIGHT - 20)) for x in range(20, WIDTH - 20, 40)]
        return "M" + "L".join(f"{x} {y}" for x, y in points)


TYPE = Drawing()
