"""A rule of one's own for a form: what happens, to which field, under which condition."""

from collections.abc import Iterable, Sequence

from django import forms

from kreishaus.base.problems import Problem
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.services.forms.engine.schema import Effect, Field, FormSchema, Group

_EFFECTS = (
    (Effect.VALID.value, "Die Bedingung muss stimmen, sonst erscheint die Meldung"),
    (Effect.REQUIRE.value, "Das Feld ist Pflicht, wenn die Bedingung stimmt"),
    (Effect.SHOW.value, "Das Feld erscheint nur, wenn die Bedingung stimmt"),
    (Effect.HIDE.value, "Das Feld verschwindet, wenn die Bedingung stimmt"),
    (Effect.FORBID.value, "Das Feld muss leer bleiben, wenn die Bedingung stimmt"),
)


class RuleForm(PlainForm):
    """One rule as form.yaml will hold it."""

    effect = forms.ChoiceField(label="Was soll geschehen?", choices=_EFFECTS)
    target = forms.ChoiceField(label="Um welches Feld oder welche Gruppe geht es?")
    condition = forms.CharField(
        label="Bedingung",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="In CEL, zum Beispiel: person.alter >= 18 && has(person.email)",
        error_messages={"required": "Bitte schreiben Sie die Bedingung."},
    )
    message = forms.CharField(
        label="Meldung",
        max_length=500,
        required=False,
        help_text="Was die Leute dann lesen: was nicht stimmt und wie es richtig wird.",
    )

    def __init__(self, *args: object, schema: FormSchema, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = places_of(schema)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Ask for a message where the rule can say no."""
        typed = super().clean() or {}
        if typed.get("effect") == Effect.VALID and not typed.get("message"):
            self.add_error("message", "Bitte schreiben Sie eine Meldung: Sie erscheint, wenn etwas nicht stimmt.")
        return typed

    def rule(self) -> dict[str, object]:
        """Return the rule under the names of form.yaml."""
        typed = self.cleaned_data
        condition = typed["condition"].replace("\r\n", "\n").strip()
        if typed["effect"] == Effect.VALID:
            return {"valid": condition, "at": typed["target"], "message": typed["message"]}
        written = {typed["effect"]: typed["target"], "when": condition}
        return {**written, "message": typed["message"]} if typed["message"] else written

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong with the rule at its condition."""
        for problem in problems:
            self.add_error("condition", f"{problem.message} {problem.hint}".strip())


def places_of(schema: FormSchema) -> list[tuple[str, str]]:
    """Return path and label of every group and field, in the order of the form."""
    return [pair for page in schema.pages for pair in _inside(page.groups, "")]


def _inside(items: "Sequence[Field | Group]", above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in items:
        path = f"{above}{item.key}"
        if isinstance(item, Group):
            found.append((path, f"Gruppe: {item.title or item.key} ({path})"))
            found += _inside(item.items, f"{path}.")
        else:
            found.append((path, f"{item.label or item.key} ({path})"))
    return found
