"""Questions with right answers: points, a pass mark, and an explanation for each."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields.composites import Composite, kind_of
from kreishaus.services.forms.fields.worded import list_problems, worded
from kreishaus.services.forms.ports import FieldDefinition, Member, Wording

_KNOWN = frozenset({"key", "text", "options", "right", "points", "explanation"})
_MOST_QUESTIONS = 50


class Quiz(Composite):
    """A quiz; conditions read `quiz.points`, `quiz.possible` and `quiz.passed`.

    Settings: `questions` (each with key, text, options, right, points and explanation; several
    right answers make it a multiple choice), `pass_mark` (points needed; all, if it is left out),
    `reveal` (false: neither result nor explanations are shown to the applicant).
    """

    key = "quiz"
    title = "Quiz"
    settings = frozenset({"questions", "pass_mark", "reveal"})
    worded = frozenset({"questions"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "questions": Wording("Fragen", "yaml", "Je Frage: key, text, options, right, points, explanation"),
        "pass_mark": Wording("Bestanden ab Punkten", "number", "Leer: alle."),
        "reveal": Wording("Ergebnis zeigen (reveal)", "yaml", "false: Ergebnis und Erklärungen bleiben verborgen."),
    }
    starts_with: ClassVar[Mapping[str, object]] = {
        "questions": [
            {
                "key": "frage",
                "text": "Ist das richtig?",
                "options": [{"ja": "Ja"}, {"nein": "Nein"}],
                "right": "ja",
            }
        ]
    }
    members: ClassVar[tuple[Member, ...]] = ()
    advises = True

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return one member for each question."""
        return tuple(
            Member(
                str(question["key"]), str(question["text"]), required=True, options=worded(question.get("options")),
                type="multiple-choice" if len(_right(question)) > 1 else "choice",
            )
            for question in _questions(field)
        )  # fmt: skip

    def derived(self, field: FieldDefinition) -> Mapping[str, object]:
        """Return the result that conditions may read."""
        del field
        return {"points": 1, "possible": 1, "passed": True}

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return the answers and the result."""
        answers = super().seen(value, field)
        assert isinstance(answers, dict)
        points, possible = _points(value, field), _possible(field)
        return {**answers, "points": points, "possible": possible, "passed": points >= _pass_mark(field)}

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return every question with its answer."""
        labels = {member.key: member.label for member in self.members_of(field)}
        return "\n".join(f"{labels[key]} {answer}" for key, answer in words.items())

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return the result, unless the field keeps it to itself."""
        if field.config.get("reveal") is False:
            return ""
        points = _points(value, field)
        passed = say("bestanden") if points >= _pass_mark(field) else say("noch nicht bestanden")
        return say("{points} von {value} Punkten, {passed}.", points=points, value=_possible(field), passed=passed)

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return the explanation of every answer that is not right."""
        if field.config.get("reveal") is False or not isinstance(value, Mapping):
            return []
        wrong = [each for each in _questions(field) if value.get(str(each["key"])) and not _is_right(value, each)]
        return [
            say("{text} Das stimmt nicht ganz. {value}", text=each["text"], value=each.get("explanation") or "").strip()
            for each in wrong
        ]

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the questions."""
        listed = field.config.get("questions")
        questions = _questions(field)
        if not questions or not isinstance(listed, list) or len(questions) != len(listed):
            yield "„questions“ braucht Fragen mit key, text, options und right."
            return
        if len(questions) > _MOST_QUESTIONS:
            yield f"„questions“ darf höchstens {_MOST_QUESTIONS} Fragen haben."
        yield from list_problems("questions", [{str(each["key"]): str(each["text"])} for each in questions])
        for question in questions:
            yield from _question_problems(question)
        mark = field.config.get("pass_mark", 0)
        if not isinstance(mark, int) or isinstance(mark, bool) or not 0 <= mark <= _possible(field):
            yield "„pass_mark“ muss eine Zahl von Punkten sein, die man erreichen kann."
        if not isinstance(field.config.get("reveal", True), bool):
            yield "„reveal“ muss true oder false sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return answers, mostly right ones."""
        made_up = {member.key: kind_of(member).synthetic(member, random) for member in self.members_of(field)}
        for question in _questions(field):
            if random.randint(0, 2):
                right = _right(question)
                made_up[str(question["key"])] = right if len(right) > 1 else right[0]
        return made_up


def _questions(field: FieldDefinition) -> list[Mapping[str, object]]:
    listed = field.config.get("questions")
    found = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []
    return [
        entry
        for entry in found
        if entry.keys() <= _KNOWN
        and all(isinstance(entry.get(name), str) and entry[name] for name in ("key", "text"))
        and worded(entry.get("options"))
        and _right(entry)
    ]


def _question_problems(question: Mapping[str, object]) -> Iterable[str]:
    yield from list_problems("options", question.get("options"))
    keys = {option.key for option in worded(question.get("options"))}
    for right in _right(question):
        if right not in keys:
            yield f"„questions“: Die richtige Antwort „{right}“ steht nicht zur Wahl."
    points = question.get("points", 1)
    if not isinstance(points, int) or isinstance(points, bool) or points < 0:
        yield "„questions“: „points“ muss eine ganze Zahl sein."
    if not isinstance(question.get("explanation", ""), str):
        yield "„questions“: „explanation“ muss ein Text sein."


def _right(question: Mapping[str, object]) -> list[str]:
    right = question.get("right")
    entries = right if isinstance(right, list) else [right]
    return [str(entry) for entry in entries if isinstance(entry, str) and entry]


def _is_right(value: object, question: Mapping[str, object]) -> bool:
    given = value.get(str(question["key"])) if isinstance(value, Mapping) else None
    answers = given if isinstance(given, list) else [given]
    return all(isinstance(answer, str) for answer in answers) and set(answers) == set(_right(question))


def _worth(question: Mapping[str, object]) -> int:
    points = question.get("points", 1)
    return points if isinstance(points, int) else 0


def _points(value: object, field: FieldDefinition) -> int:
    return sum(_worth(question) for question in _questions(field) if _is_right(value, question))


def _possible(field: FieldDefinition) -> int:
    return sum(map(_worth, _questions(field)))


def _pass_mark(field: FieldDefinition) -> int:
    mark = field.config.get("pass_mark")
    return mark if isinstance(mark, int) else _possible(field)


TYPE = Quiz()
