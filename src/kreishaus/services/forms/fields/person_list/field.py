"""Several persons, one line of a table for each."""

from kreishaus.services.forms.fields.person.field import Person
from kreishaus.services.forms.ports import FieldDefinition


class PersonList(Person):
    """A person as a line of a table; `repeat` says how many there may be (usually any number)."""

    key = "person-list"
    title = "Personenliste"
    usual_repeat = (0, None)
    tabular = True

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return one person on one line."""
        return super().display(value, field).replace("\n", ", ")


TYPE = PersonList()
