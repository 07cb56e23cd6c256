"""The grammar of whole rules: sections for states, sentences with `wenn`, `dann` and `sonst`, statements.

rule        = { heading | sentence }
heading     = "Für" ("das Land" | "die Länder" | "alle anderen Länder") [states] "gilt" ":"
sentence    = when condition [","] ["dann"] effects { else | when … } "."
            | effects ["nur"] [","] when condition "."
            | ["es muss"] quantity elements predicate "." | ["es muss"] "entweder" element "oder" element … "."
"""

from dataclasses import replace

from kreishaus.services.forms.formats.xdatenfelder.rules import conditions, naming, statements, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor, Names, NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.effects import Said, effect_ahead, effects
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import MAX_LENGTH, Kind, tokens_of
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    All,
    Clause,
    Compare,
    Condition,
    Effect,
    Filled,
    InState,
    Not,
    Operator,
    OtherValue,
    Reference,
    Some,
    Understood,
    Value,
    both,
    opposite,
    references,
)


def understand(text: str, names: Names) -> Understood:
    """Return what a rule says; every word of it has been read.

    :raises NotUnderstood: where the text leaves the grammar.
    """
    if len(text) > MAX_LENGTH:
        raise NotUnderstood("Die Regel ist zu lang.")
    cursor = Cursor(tokens_of(text), names)
    clauses = _Reader(cursor).rule()
    if not clauses:
        raise NotUnderstood("Die Regel nennt keine Wirkung.")
    return Understood(_without_others(clauses), cursor.doubts)


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.clauses: list[Clause] = []
        self.scope: Condition = ALWAYS
        self.states: list[str] = []
        self.last_when: Condition | None = None
        self.last_targets: tuple[Reference, ...] = ()

    def rule(self) -> list[Clause]:
        while self._begin():
            if not (self.cursor.word == "fuer" and self._heading()):
                self._sentence()
                self._end()
        return self.clauses

    def _begin(self) -> bool:
        """Skip what stands between sentences and tell whether another one follows."""
        cursor = self.cursor
        while cursor.is_mark(".;,-•*–:") or cursor.peek().kind is Kind.STRAY:
            cursor.next()
        return cursor.peek().kind is not Kind.END

    def _end(self) -> None:
        cursor = self.cursor
        cursor.skip_stray()
        if cursor.take_mark(".;!") or cursor.peek().kind is Kind.END or cursor.peek().begins_line:
            return
        if cursor.word in wording.WHEN:
            return
        raise cursor.fail("das Ende des Satzes")

    def _sentence(self) -> None:
        cursor = self.cursor
        if statements.is_explanation(cursor, has_rule=bool(self.clauses)):
            return
        if cursor.take(wording.WHEN):
            self._conditional()
        elif (found := statements.statement(cursor) or statements.ordered(cursor)) is not None:
            self._add([found], ALWAYS)
        elif cursor.word in ("ist", "sind", "wird", "wurde", "hat") and self._verb_first():
            return
        else:
            self._consequence_first()

    def _heading(self) -> bool:
        cursor = self.cursor
        cursor.next()
        cursor.take({"das", "die"})
        others = bool(cursor.take_phrase(("alle", "anderen"), ("alle", "uebrigen"), ("anderen",), ("uebrigen",)))
        cursor.need(wording.STATE_WORDS, "ein Land")
        codes = naming.states(cursor)
        if others == bool(codes) or (others and not self.states):
            raise cursor.fail("die Länder, für die das gilt")
        scope = Not(InState(tuple(self.states))) if others else InState(tuple(codes))
        self.states += codes
        if effect_ahead(cursor):
            self._add(effects(cursor, self.last_targets).clauses, scope)
            self._end()
            return True
        cursor.need({"gilt", "gelten"}, "gilt")
        cursor.take_mark(":.,")
        self.scope = scope
        self.last_when = None
        return True

    def _conditional(self) -> None:
        when = conditions.condition(self.cursor)
        self._then(when)
        while self._follows(when):
            pass

    def _then(self, when: Condition) -> Said:
        cursor = self.cursor
        cursor.take_mark(",")
        cursor.take(wording.THEN)
        cursor.take_mark(",:")
        validity = statements.validity(cursor, references(when))
        if validity is not None:
            self._add([replace(validity, when=when)], ALWAYS)
            return Said()
        said = effects(cursor, self.last_targets)
        if restriction := statements.allowed(cursor, said.last):
            said.clauses.append(restriction)
        self._add(said.clauses, when)
        self.last_when, self.last_targets = when, said.clauses[0].targets
        return said

    def _follows(self, when: Condition) -> bool:
        """Read what hangs on a sentence with `wenn`: `sonst …`, `wenn … dann …`, `bei … zeige …`."""
        cursor = self.cursor
        start = cursor.at
        cursor.take_mark(",;.")
        if cursor.take(wording.ELSE):
            cursor.take_mark(",")
            self._otherwise(opposite(when))
            return False
        cursor.take(wording.AND)
        word = cursor.take(wording.WHEN | {"bei"})
        if not word or (word == "bei" and start == cursor.at - 1):
            cursor.at = start
            return False
        if cursor.peek().kind is Kind.OPERATOR:
            subject = references(when)[-1]
            following = conditions.compared(cursor, subject)
        else:
            following = conditions.condition(cursor)
        self._then(following)
        return self._follows(following)

    def _otherwise(self, when: Condition) -> None:
        cursor = self.cursor
        if cursor.word == "nicht" and (cursor.is_mark(".;", 1) or cursor.peek(1).kind is Kind.END):
            cursor.next()
            shown = [clause for clause in self.clauses if clause.effect is Effect.SHOW]
            if not shown or self.clauses[-1].effect is not Effect.SHOW:
                raise cursor.fail("was sonst gilt")
            self._add([replace(shown[-1], effect=Effect.HIDE, when=ALWAYS)], when)
            return
        said = effects(cursor, self.last_targets)
        self._add(said.clauses, when)

    def _verb_first(self) -> bool:
        """Read `Ist A = 1, dann …`: a condition that begins with its verb."""
        cursor = self.cursor
        start = cursor.at
        cursor.next()
        try:
            when = conditions.comparison(cursor, naming.element(cursor))
        except NotUnderstood:
            cursor.at = start
            return False
        if not cursor.take_mark(",") or not cursor.take(wording.THEN):
            cursor.at = start
            return False
        self._then(when)
        while self._follows(when):
            pass
        return True

    def _consequence_first(self) -> None:
        """Read `A ist ein Pflichtfeld, wenn …`, `A ist nur dann zu befüllen, wenn …`, `A darf dann nicht …`."""
        cursor = self.cursor
        only = self._only_ahead()
        again = self._then_ahead()
        said = effects(cursor, self.last_targets)
        self.states += said.states
        start = cursor.at
        if said.states:
            self._under(said.clauses, ALWAYS, only=only)
            self.last_targets = said.last
            return
        cursor.take_mark(",")
        only |= bool(cursor.take({"nur"}))
        cursor.take({"dann"})
        cursor.take_mark(",")
        if cursor.take(wording.WHEN):
            self._under(said.clauses, conditions.condition(cursor), only=only)
            return
        cursor.at = start
        if only:
            raise cursor.fail("wenn")
        if again and self.last_when is None:
            raise cursor.fail("die Bedingung, auf die sich „dann“ bezieht")
        self.last_targets = said.last
        self._add(said.clauses, self.last_when if again and self.last_when else ALWAYS)

    def _under(self, clauses: list[Clause], when: Condition, *, only: bool) -> None:
        if not only:
            self._add(clauses, when)
            return
        for clause in clauses:
            if clause.effect in (Effect.REQUIRE, Effect.SHOW):
                # "Nur dann zu befüllen, wenn": otherwise it is not asked. Whether it is needed says its multiplicity.
                self._add([replace(clause, effect=Effect.SHOW)], when)
            else:
                raise self.cursor.fail("zu befüllen oder anzuzeigen")

    def _only_ahead(self) -> bool:
        """Take `nur` (and `dann` behind it) out of the sentence that begins here."""
        place = self._find("nur")
        if place < 0:
            return False
        tokens = list(self.cursor.tokens)
        del tokens[place : place + (2 if tokens[place + 1].word == "dann" else 1)]
        self.cursor.tokens = tokens
        return True

    def _then_ahead(self) -> bool:
        return self._find("dann") >= 0

    def _find(self, word: str) -> int:
        for place in range(self.cursor.at, len(self.cursor.tokens) - 1):
            token = self.cursor.tokens[place]
            if token.kind is Kind.WORD and token.word == word:
                return place
            if (token.kind is Kind.MARK and token.text in ".;") or token.word in wording.WHEN:
                return -1
        return -1

    def _add(self, clauses: list[Clause], when: Condition) -> None:
        self.clauses += [replace(clause, when=both(self.scope, both(when, clause.when))) for clause in clauses]


def _without_others(clauses: list[Clause]) -> list[Clause]:
    """Replace `alle anderen Ausprägungen` by: answered, and none of the values that the rule names."""
    named: dict[Reference, list[Value]] = {}
    for clause in clauses:
        _named(clause.when, named)
    return [replace(clause, when=_spelled_out(clause.when, named)) for clause in clauses]


def _named(part: Condition, named: dict[Reference, list[Value]]) -> None:
    if isinstance(part, Compare) and part.operator is Operator.EQUAL and isinstance(part.left, Reference):
        if isinstance(part.right, Value):
            named.setdefault(Reference(part.left.ids), []).append(part.right)
    elif isinstance(part, Not):
        _named(part.of, named)
    elif isinstance(part, All | Some):
        for inner in part.of:
            _named(inner, named)


def _spelled_out(part: Condition, named: dict[Reference, list[Value]]) -> Condition:
    if isinstance(part, OtherValue):
        values = named.get(Reference(part.of.ids), [])
        if not values:
            raise NotUnderstood("„Alle anderen“ braucht einen Wert, der schon genannt ist.")
        return All((Filled(part.of), *(Compare(Operator.NOT_EQUAL, part.of, value) for value in values)))
    if isinstance(part, Not):
        return opposite(_spelled_out(part.of, named))
    if isinstance(part, All | Some):
        return replace(part, of=tuple(_spelled_out(inner, named) for inner in part.of))
    return part
