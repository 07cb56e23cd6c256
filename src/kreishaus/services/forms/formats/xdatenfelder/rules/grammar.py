"""The grammar of whole rules: sections for states, sentences with `wenn`, `dann` and `sonst`, statements.

rule        = { heading | sentence }
heading     = "Für" ("das Land" | "die Länder" | "alle anderen Länder") [states] "gilt" ":"
sentence    = when condition [","] ["dann"] effects { else | when … } "."
            | effects ["nur"] [","] when condition "."
            | ["es muss"] quantity elements predicate "." | ["es muss"] "entweder" element "oder" element … "."
"""

from dataclasses import replace

from kreishaus.services.forms.formats.xdatenfelder.rules import (
    assertions,
    comparisons,
    conditions,
    naming,
    statements,
    wording,
)
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor, Names, NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.effects import Said, bei, effect_ahead, effects
from kreishaus.services.forms.formats.xdatenfelder.rules.mentions import settle
from kreishaus.services.forms.formats.xdatenfelder.rules.others import without_others
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import MAX_LENGTH, Kind, tokens_of
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    Clause,
    Condition,
    Effect,
    InState,
    Not,
    Reference,
    Understood,
    both,
    opposite,
    references,
)

_TWO = 2
_VERBS = frozenset(["ist", "sind", "wird", "werden", "wurde", "wurden", "hat"])
_REST = frozenset(["alle", "anderen", "uebrigen"])


def understand(text: str, names: Names) -> Understood:
    """Return what a rule says; every word of it has been read.

    :raises NotUnderstood: where the text leaves the grammar.
    """
    if len(text) > MAX_LENGTH:
        raise NotUnderstood("Die Regel ist zu lang.")
    cursor = Cursor(settle(tokens_of(text), names), names)
    clauses = _Reader(cursor).rule()
    if not clauses:
        raise NotUnderstood("Die Regel nennt keine Wirkung.")
    return Understood(without_others(clauses), cursor.doubts)


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
            if not (self.cursor.word in ("fuer", "in", "gilt") and self._heading()):
                self._sentence()
                self._end()
        return self.clauses

    def _begin(self) -> bool:
        """Skip what stands between sentences and tell whether another one follows."""
        cursor = self.cursor
        while cursor.is_mark(".;,-•*–:") or cursor.peek().kind is Kind.STRAY or _is_list_number(cursor):
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
        elif (found := statements.statement(cursor) or assertions.assertion(cursor)) is not None:
            self._stated(found)
        elif cursor.at_phrase(("bei",)) and (given := bei(cursor)) is not None:
            if cursor.tokens[cursor.at - 1].word in wording.NEEDS and not cursor.is_mark(","):
                # "Bei A = Ja ist B anzugeben": the verb belongs to B.
                cursor.at -= 1
            self._then(given)
            while self._follows(given):
                pass
        elif cursor.word in _VERBS and self._verb_first():
            return
        else:
            self._consequence_first()

    def _heading(self) -> bool:
        cursor = self.cursor
        start = cursor.at
        cursor.take({"gilt"})
        cursor.take({"nur"})
        if not cursor.take({"fuer", "in"}):
            cursor.at = start
            return False
        cursor.take({"das", "die", "den", "dem"})
        if cursor.take_phrase(("alle", "laender", "ausser"), ("allen", "laendern", "ausser"),
                              ("alle", "bundeslaender", "ausser"), ("allen", "bundeslaendern", "ausser")):  # fmt: skip
            return self._opened(Not(InState(tuple(self._named_states()))), start)
        if cursor.word in wording.STATES:
            return self._opened(InState(tuple(self._named_states())), start)
        if cursor.tokens[start].word == "in" and cursor.word not in wording.STATE_WORDS | _REST:
            cursor.at = start
            return False
        others = bool(cursor.take_phrase(("alle", "anderen"), ("alle", "uebrigen"), ("anderen",), ("uebrigen",)))
        cursor.need(wording.STATE_WORDS, "ein Land")
        codes = naming.states(cursor)
        if others == bool(codes) or (others and not self.states):
            raise cursor.fail("die Länder, für die das gilt")
        scope = Not(InState(tuple(self.states))) if others else InState(tuple(codes))
        self.states += codes
        return self._opened(scope, start)

    def _named_states(self) -> list[str]:
        codes = naming.states(self.cursor)
        if not codes:
            raise self.cursor.fail("ein Land")
        self.states += codes
        return codes

    def _opened(self, scope: Condition, start: int) -> bool:
        """Go on behind the states: what follows holds in them, to the end of the sentence or of the section."""
        cursor = self.cursor
        if effect_ahead(cursor):
            self._add(effects(cursor, self.last_targets).clauses, scope)
            self._end()
            return True
        if cursor.tokens[start].word != "gilt" or not cursor.is_mark(":"):
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
        checked = (
            statements.validity(cursor, references(when))
            or statements.statement(cursor)
            or assertions.assertion(cursor)
            or assertions.after_modal(cursor)
        )
        if checked is not None:
            self._add([checked], when)
            self.last_when = when
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
            following = comparisons.compared(cursor, subject)
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
        if cursor.take(wording.OPTIONAL):
            self._add([Clause(Effect.OPTIONAL, self.last_targets)], when)
            return
        said = effects(cursor, self.last_targets)
        self._add(said.clauses, when)

    def _verb_first(self) -> bool:
        """Read `Ist A = 1, dann …`: a condition that begins with its verb."""
        cursor = self.cursor
        start = cursor.at
        cursor.next()
        try:
            when = conditions.condition(cursor)
        except NotUnderstood:
            cursor.at = start
            return False
        if not cursor.take_mark(",") or not (cursor.take(wording.THEN) or cursor.word in wording.MODALS):
            cursor.at = start
            return False
        self._then(when)
        while self._follows(when):
            pass
        return True

    def _stated(self, found: Clause) -> None:
        """Note a statement, with the condition behind it if there is one."""
        cursor = self.cursor
        start = cursor.at
        cursor.take_mark(",")
        if cursor.take(wording.WHEN):
            self._add([found], conditions.condition(cursor))
            return
        cursor.at = start
        self._add([found], ALWAYS)

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
        if cursor.take(wording.WHEN) or (cursor.word == "bei" and only):
            self._under(said.clauses, self._whole_condition(), only=only)
            return
        if not only and self._exception(said):
            return
        cursor.at = start
        if only:
            raise cursor.fail("wenn")
        if again and self.last_when is None:
            raise cursor.fail("die Bedingung, auf die sich „dann“ bezieht")
        self.last_targets = said.last
        self._add(said.clauses, self.last_when if again and self.last_when else ALWAYS)

    def _whole_condition(self) -> Condition:
        given = bei(self.cursor) if self.cursor.word == "bei" else None
        return given or conditions.condition(self.cursor)

    def _exception(self, said: Said) -> bool:
        """Read `es sei denn …`, `außer wenn …`, `Dies gilt nicht, wenn …` behind what is said."""
        cursor = self.cursor
        cursor.take_mark(",.;")
        if cursor.take_phrase(("dies", "gilt", "nicht"), ("das", "gilt", "nicht"), ("es", "sei", "denn"), ("ausser",)):
            cursor.take_mark(",")
            cursor.take(wording.WHEN)
            self._add(said.clauses, opposite(conditions.condition(cursor)))
            return True
        return False

    def _under(self, clauses: list[Clause], when: Condition, *, only: bool) -> None:
        if not only:
            self._add(clauses, when)
            return
        for clause in clauses:
            if clause.effect is Effect.PERMIT:
                self._add([replace(clause, effect=Effect.FORBID)], opposite(when))
            elif clause.effect in (Effect.REQUIRE, Effect.SHOW):
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


def _is_list_number(cursor: Cursor) -> bool:
    """Tell whether `1.` or `2)` begins a line here."""
    token = cursor.peek()
    return token.kind is Kind.NUMBER and token.begins_line and len(token.text) <= _TWO and cursor.is_mark(".)", 1)
