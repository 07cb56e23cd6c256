"""Read form.yaml: every mistake is named with file, line and what to do, not only the first."""

from collections.abc import Mapping, Sequence
from typing import Any

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.facts import facts_of
from kreishaus.services.forms.engine.planning import draw_up
from kreishaus.services.forms.engine.reading import LineOf, Notes, Place, Settings, did_you_mean, no_lines
from kreishaus.services.forms.engine.schema import (
    Effect,
    Field,
    FormSchema,
    Group,
    Option,
    Page,
    Repeat,
    Review,
    Rule,
    Settlement,
)
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.ports import FieldType, InvalidInput

MAX_DEPTH = 12
MAX_ITEMS = 3_000
MAX_OPTIONS = 2_000
MAX_RULES = 3_000

_FORM = ("title", "fim", "facts", "pages", "rules", "reviews")
_PAGE = ("key", "title", "help", "when", "groups")
_GROUP = ("key", "title", "help", "basis", "repeat", "exclusive", "when", "fim", "fields", "groups", "items")
_FIELD = (
    "key", "type", "label", "required", "hint", "example", "help", "basis", "purpose", "retention",
    "options", "accept", "max_mb", "min", "max", "min_length", "max_length", "pattern", "default",
    "repeat", "text", "autocomplete", "when", "hidden", "fim",
)  # fmt: skip
_RULE = ("id", *[effect.value for effect in Effect], "when", "to", "message", "at", "basis")
_REVIEW = ("id", "element", "text", "basis", "reason", "proposal", "settled")
_SETTLED_BY = ("rule", "case-worker", "not-needed", "structure")
_BY_TYPE = frozenset({"options", "accept", "max_mb", "min", "max", "min_length", "max_length", "pattern", "text"})
_RESERVED = frozenset({"today", "facts", "true", "false", "null", "in"})


def parse_form(data: Mapping[str, object], *, file: str = "form.yaml", line: LineOf = no_lines) -> FormSchema:
    """Return the checked form.

    `line` maps a place such as `("pages", 0, "groups", 1, "key")` to its line in the file.

    :raises Problems: with everything that is wrong: unknown keys and paths, types, conditions, cycles.
    """
    notes = Notes(file, line)
    parser = _Parser(notes)
    schema = parser.form(data)
    if not notes.problems:
        for flaw in draw_up(schema).flaws:
            place = parser.places.get(id(flaw.source), ())
            notes.add((*place, flaw.setting), flaw.message, path=flaw.path, hint=flaw.hint)
    if notes.problems:
        raise Problems(notes.problems)
    return schema


class _Parser:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.count = 0
        self.places: dict[int, Place] = {}

    def form(self, data: object) -> FormSchema:
        settings = Settings(data, (), self.notes, what="einem Formular", known=_FORM)
        if not settings.entries("pages"):
            settings.problem("pages", "Das Formular hat keine Seiten.")
        pages = tuple(self._page(entry, place) for entry, place in settings.entries("pages"))
        self._unique([(page.key, ("pages", at)) for at, page in enumerate(pages)], "Die Seite")
        groups = [
            (group.key, ("pages", at, "groups", index))
            for at, page in enumerate(pages)
            for index, group in enumerate(page.groups)
        ]
        self._unique(groups, "Die Gruppe")
        for key, place in groups:
            if key in _RESERVED:
                self.notes.add(place, f"„{key}“ ist in Bedingungen schon vergeben. Bitte umbenennen.")
        rules = tuple(self._rule(entry, place) for entry, place in settings.entries("rules", most=MAX_RULES))
        self._unique([(rule.id, ("rules", at)) for at, rule in enumerate(rules)], "Die Regel")
        reviews = tuple(self._review(entry, place) for entry, place in settings.entries("reviews"))
        self._unique([(review.id, ("reviews", at)) for at, review in enumerate(reviews)], "Der Prüfpunkt")
        return FormSchema(pages, rules, reviews, settings.text("title"), settings.mapping("fim"), facts_of(settings))

    def _unique(self, keys: Sequence[tuple[str, Place]], what: str) -> None:
        seen: set[str] = set()
        for key, place in keys:
            if key and key in seen:
                self.notes.add(place, f"{what} „{key}“ gibt es schon. Bitte einen anderen Namen wählen.")
            seen.add(key)

    def _page(self, data: object, place: Place) -> Page:
        settings = Settings(data, place, self.notes, what="einer Seite", known=_PAGE)
        groups = tuple(self._group(entry, at, depth=1) for entry, at in settings.entries("groups"))
        if not groups:
            settings.problem("groups", "Die Seite hat keine Gruppen.")
        page = Page(
            key=settings.key(),
            title=settings.text("title", needed=True),
            help=settings.text("help"),
            when=settings.condition("when"),
            groups=groups,
        )
        self.places[id(page)] = place
        return page

    def _group(self, data: object, place: Place, *, depth: int) -> Group:
        settings = Settings(data, place, self.notes, what="einer Gruppe", known=_GROUP)
        if depth > MAX_DEPTH:
            settings.problem("key", f"Gruppen dürfen höchstens {MAX_DEPTH} Ebenen tief liegen.")
            return Group(key="")
        items: list[Field | Group] = [self._field(*entry) for entry in settings.entries("fields")]
        items += [self._group(*entry, depth=depth + 1) for entry in settings.entries("groups")]
        for entry, at in settings.entries("items"):
            is_field = isinstance(entry, Mapping) and "type" in entry
            items.append(self._field(entry, at) if is_field else self._group(entry, at, depth=depth + 1))
        if not items:
            settings.problem("fields", "Die Gruppe ist leer.")
        self._unique([(item.key, place) for item in items], "Der Schlüssel")
        group = Group(
            key=settings.key(),
            title=settings.text("title"),
            help=settings.text("help"),
            basis=settings.texts("basis"),
            repeat=settings.repeat(),
            exclusive=settings.flag("exclusive"),
            when=settings.condition("when"),
            items=tuple(items),
            fim=settings.mapping("fim"),
        )
        self.places[id(group)] = place
        return group

    def _field(self, data: object, place: Place) -> Field:
        own = _own_settings(data)
        settings = Settings(data, place, self.notes, what="einem Feld", known=(*_FIELD, *sorted(own)))
        self.count += 1
        if self.count == MAX_ITEMS:
            settings.problem("key", f"Ein Formular darf höchstens {MAX_ITEMS} Felder haben.")
        kind = self._type(settings)
        field = Field(
            key=settings.key(),
            type=kind.key,
            label=settings.text("label", needed=kind.has_value),
            required=settings.flag("required"),
            hint=settings.text("hint"),
            example=settings.text("example"),
            help=settings.text("help"),
            basis=settings.texts("basis"),
            purpose=settings.text("purpose"),
            retention=settings.text("retention"),
            options=self._options(settings),
            accept=settings.texts("accept"),
            max_mb=settings.count("max_mb"),
            min=settings.bound("min"),
            max=settings.bound("max"),
            min_length=settings.count("min_length"),
            max_length=settings.count("max_length"),
            pattern=settings.text("pattern"),
            default=settings.data.get("default"),
            repeat=settings.repeat() or (Repeat(*kind.usual_repeat) if kind.usual_repeat else None),
            text=settings.text("text"),
            autocomplete=settings.text("autocomplete"),
            when=settings.condition("when"),
            hidden=settings.flag("hidden"),
            config=settings.config(own),
            fim=settings.mapping("fim"),
        )
        self.places[id(field)] = place
        self._check_field(settings, field, kind)
        return field

    def _type(self, settings: Settings) -> FieldType:
        key = settings.text("type", needed=True)
        known = field_types()
        if key and key not in known:
            hint = did_you_mean(key, known) or f"Möglich sind: {', '.join(known)}."
            settings.problem("type", f"Den Feldtyp „{key}“ gibt es nicht.", hint=hint)
        return known.get(key, known["text"])

    def _check_field(self, settings: Settings, field: Field, kind: FieldType) -> None:
        if settings.text("type") != kind.key:
            return
        for name in sorted(_BY_TYPE - kind.settings):
            if name in settings:
                settings.problem(name, f"„{name}“ bedeutet bei „{kind.key}“ nichts. Bitte weglassen.")
        if field.repeat and (not kind.has_value or (kind.is_list and kind.key != "file")):
            settings.problem("repeat", f"Ein Feld vom Typ „{kind.key}“ lässt sich nicht wiederholen.")
        elif field.repeat and field.repeat.max == 1:
            settings.problem(
                "repeat",
                f"„repeat: {field.repeat}“ ist keine Wiederholung.",
                hint="Bitte „required: true“ schreiben oder weglassen.",
            )
        for message in kind.problems(field):
            settings.problem(_mentioned(message, settings), message)
        if field.default is not None:
            self._check_default(settings, field, kind)

    def _check_default(self, settings: Settings, field: Field, kind: FieldType) -> None:
        try:
            value = kind.default(field.default, field)
        except InvalidInput as error:
            settings.problem("default", f"Die Vorgabe passt nicht zum Feld: {error}")
            return
        for complaint in kind.validate(value, field) if value is not None else ():
            settings.problem("default", f"Die Vorgabe passt nicht zum Feld: {complaint}")

    def _options(self, settings: Settings) -> tuple[Option, ...]:
        return tuple(
            option
            for entry, place in settings.entries("options", most=MAX_OPTIONS)
            if (option := self._option(entry, place)) is not None
        )

    def _option(self, entry: object, place: Place) -> Option | None:
        if isinstance(entry, str) and entry:
            return Option(entry, entry)
        if isinstance(entry, Mapping) and {"key", "label"} <= entry.keys() <= {"key", "label", "help"}:
            return Option(str(entry["key"]), str(entry["label"]), str(entry.get("help", "")))
        if isinstance(entry, Mapping) and len(entry) == 1:
            [(key, label)] = entry.items()
            if isinstance(label, str | int) and not isinstance(label, bool):
                return Option(str(key), str(label))
        self.notes.add(
            place, "Eine Antwort braucht Schlüssel und Beschriftung.", hint="Zum Beispiel - self: Ich selbst"
        )
        return None

    def _rule(self, data: object, place: Place) -> Rule:
        settings = Settings(data, place, self.notes, what="einer Regel", known=_RULE)
        effects = [effect for effect in Effect if effect.value in settings]
        if len(effects) != 1:
            names = ", ".join(effect.value for effect in Effect)
            settings.problem("id", f"Eine Regel braucht genau eine Wirkung: {names}.")
        effect = effects[0] if effects else Effect.SHOW
        is_check = effect is Effect.VALID
        needed = {Effect.VALID: "message", Effect.SET: "to"}.get(effect, "when")
        if needed not in settings:
            settings.problem("id", f"Bei der Regel fehlt „{needed}“.")
        if "at" in settings and not is_check:
            settings.problem("at", "„at“ gibt es nur bei „valid“.")
        if "to" in settings and effect is not Effect.SET:
            settings.problem("to", "„to“ gibt es nur bei „set“.")
        rule = Rule(
            id=settings.text("id", needed=True),
            effect=effect,
            targets=settings.texts("at" if is_check else effect.value),
            when=settings.condition("when"),
            valid=settings.condition("valid") if is_check else "",
            to=settings.condition("to"),
            message=settings.text("message"),
            basis=settings.texts("basis"),
        )
        self.places[id(rule)] = place
        return rule

    def _review(self, data: object, place: Place) -> Review:
        settings = Settings(data, place, self.notes, what="einem Prüfpunkt", known=_REVIEW)
        return Review(
            id=settings.text("id", needed=True),
            element=settings.text("element"),
            text=settings.text("text", needed=True),
            basis=settings.texts("basis"),
            reason=settings.text("reason"),
            proposal=tuple(dict(entry) for entry, _ in settings.entries("proposal") if isinstance(entry, Mapping)),
            settled=self._settlement(settings),
        )

    def _settlement(self, review: Settings) -> Settlement | None:
        data: Any = review.data.get("settled")
        if data is None:
            return None
        place = (*review.place, "settled")
        settings = Settings(data, place, self.notes, what="einer Erledigung", known=("by", "note"))
        by = settings.text("by", needed=True)
        if by and by not in _SETTLED_BY:
            settings.problem("by", f"„{by}“ geht nicht.", hint=f"Möglich sind: {', '.join(_SETTLED_BY)}.")
        return Settlement(by, settings.text("note"))


def _own_settings(data: object) -> frozenset[str]:
    """Return the settings that only the type of this field knows; they are kept in `Field.config`."""
    key = data.get("type") if isinstance(data, Mapping) else None
    kind = field_types().get(key) if isinstance(key, str) else None
    return kind.settings.difference(_FIELD) if kind else frozenset()


def _mentioned(message: str, settings: Settings) -> str:
    """Return the setting that a complaint of the type is about, to find its line."""
    if "Muster" in message:
        return "pattern"
    return next(
        (
            name
            for name in sorted({*_BY_TYPE, *_own_settings(settings.data)})
            if f"„{name}“" in message and name in settings
        ),
        "key",
    )
