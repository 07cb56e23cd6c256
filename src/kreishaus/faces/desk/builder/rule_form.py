"""A rule while somebody edits it: what happens, to what, and under which condition."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from kreishaus.faces.desk.builder.condition_form import ConditionForm
from kreishaus.services.forms.engine.schema import Effect, FormSchema

EFFECTS = (
    (Effect.REQUIRE.value, "ist Pflicht"),
    (Effect.SHOW.value, "erscheint nur"),
    (Effect.HIDE.value, "entfällt"),
    (Effect.FORBID.value, "muss leer bleiben"),
    (Effect.VALID.value, "wird geprüft"),
    (Effect.SET.value, "wird berechnet"),
)
_KEPT = frozenset({"id", *(effect.value for effect in Effect), "at", "when", "to", "message", "basis"})


class RuleEditor:
    """The inputs of a rule."""

    def __init__(self, schema: FormSchema, rule: Mapping[str, Any]) -> None:
        self.schema = schema
        self.rule = dict(rule)
        self.effect = next((effect.value for effect in Effect if effect.value in rule), Effect.REQUIRE.value)
        value = rule.get("at" if self.effect == Effect.VALID else self.effect) or []
        self.targets = [value] if isinstance(value, str) else list(value)
        self.message = str(rule.get("message", ""))
        self.to = str(rule.get("to", ""))
        basis = rule.get("basis") or []
        self.basis = basis if isinstance(basis, str) else "\n".join(basis)
        self.valid = ConditionForm(schema, "v", "Das muss stimmen").read_cel(str(rule.get("valid", "")))
        self.when = ConditionForm(schema, "w", "Wann gilt die Regel?").read_cel(str(rule.get("when", "")))
        self.problems: list[str] = []

    def read_post(self, post: QueryDict) -> "RuleEditor":
        """Take over what was typed, and do what an editor button says."""
        wanted = post.get("wirkung", self.effect)
        self.effect = wanted if wanted in {effect.value for effect in Effect} else self.effect
        known = {path for path, _ in self.places}
        self.targets = [path for path in post.getlist("ziel") if path in known]
        self.message = post.get("meldung", "").strip()
        self.to = post.get("wert", "").strip()
        self.basis = post.get("rechtsgrundlage", "").replace("\r\n", "\n").strip()
        for condition in (self.valid, self.when):
            condition.read_post(post)
        command = post.get("tun", "")
        for condition in (self.valid, self.when):
            if command.startswith((f"{condition.prefix}.", f"{condition.prefix}:")):
                condition.press(command)
        return self

    @property
    def is_check(self) -> bool:
        """Whether it checks answers and says what is wrong."""
        return self.effect == Effect.VALID

    @property
    def is_set(self) -> bool:
        """Whether it computes an answer."""
        return self.effect == Effect.SET

    @property
    def effects(self) -> tuple[tuple[str, str], ...]:
        """What a rule can do."""
        return EFFECTS

    @property
    def places(self) -> list[tuple[str, str]]:
        """What a rule can act on: groups and questions, set in as deep as they lie."""
        return [
            (node.path, f"{'– ' * node.path.count('.')}{node.label}{'' if node.field else ' (Gruppe)'}")
            for node in self.schema.plan.tree.nodes
        ]

    def data(self) -> dict[str, Any] | None:
        """Return the rule as form.yaml holds it, None if something is missing; `problems` says what."""
        when, valid = self.when.cel(), self.valid.cel() if self.is_check else ""
        self.problems += [*self.when.problems, *(self.valid.problems if self.is_check else [])]
        if not self.targets and not self.is_check:
            self.problems.append("Bitte wählen Sie, worauf die Regel wirkt.")
        if self.is_check and not valid and not self.problems:
            self.problems.append("Bitte sagen Sie, was stimmen muss.")
        if self.is_check and not self.message:
            self.problems.append("Bitte schreiben Sie eine Meldung: was nicht stimmt und wie es richtig wird.")
        if self.is_set and not self.to:
            self.problems.append("Bitte schreiben Sie, wie der Wert berechnet wird.")
        if not self.is_check and not self.is_set and not when and not self.problems:
            self.problems.append("Bitte sagen Sie, unter welcher Bedingung die Regel gilt.")
        if self.problems:
            return None
        others = {name: value for name, value in self.rule.items() if name not in _KEPT}
        return {**others, **self._effect(valid), **self._more(when)}

    def _effect(self, valid: str) -> dict[str, Any]:
        targets: Any = self.targets[0] if len(self.targets) == 1 else list(self.targets)
        if self.is_check:
            return {"valid": valid, **({"at": self.targets[0]} if self.targets else {})}
        return {self.effect: targets, **({"to": self.to} if self.is_set else {})}

    def _more(self, when: str) -> dict[str, Any]:
        basis = [line.strip() for line in self.basis.split("\n") if line.strip()]
        more = {"message": self.message, "when": when, "basis": basis[0] if len(basis) == 1 else basis}
        return {name: value for name, value in more.items() if value}
