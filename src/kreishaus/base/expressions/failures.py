"""What can go wrong with an expression, in the words of the person who wrote it."""


class ExpressionError(Exception):
    """The expression cannot be used or computed; the message says why, in German."""


class IllTyped(ExpressionError):
    """The expression joins kinds of values that do not fit: it cannot work with any answers."""


class Undecided(ExpressionError):
    """The result depends on answers that nobody has given yet; `paths` names them."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__("Noch nicht entscheidbar: es fehlt " + ", ".join(paths or ("eine Angabe",)) + ".")
