"""What schemas and reports say about a rule that softens a multiplicity, in plain German."""

from kreishaus.services.forms.formats.submission.structure import Part, Reason, Relief

_SETTING = "when:"
_MOST_LABELS = 3


def softened_because(part: Part) -> str:
    """Return the remark in a schema: what the form says and why less is demanded here."""
    why = "; ".join(relief_text(relief) for relief in part.reliefs)
    return f"Im Datenschema {part.multiplicity}, hier {part.softened}: {why}"


def relief_text(relief: Relief) -> str:
    """Return the reason as half a sentence: `wird durch Regel R… ausgeblendet (abhängig von „X“)`."""
    what = "ausgeblendet" if relief.reason is Reason.HIDDEN else "gesperrt"
    depends = depending_on(relief.labels)
    if relief.rule.startswith(_SETTING):
        return f"wird durch eine Bedingung des Formulars {what}{depends}"
    return f"wird durch Regel {relief.rule} {what}{depends}"


def depending_on(labels: tuple[str, ...]) -> str:
    """Return on which answers something depends, in brackets; "" if on none."""
    shown = ", ".join(f"„{label}“" for label in labels[:_MOST_LABELS])
    more = len(labels) - _MOST_LABELS
    if more > 0:
        shown += f" und {more} weiteren"
    return f" (abhängig von {shown})" if shown else ""
