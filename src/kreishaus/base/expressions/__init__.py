"""Conditions and computed values as CEL text: compiled once, bounded, with German messages.

An unanswered field reads as `""` (texts and choices), `[]` (lists) or `null` (everything else);
dates are ISO texts, so `<` and `>` compare them and `today` is one of them. `==` and `!=` treat
`null` as different from every value; any other use of `null` (`<`, `+`, `!`) makes the expression
*undecided* instead of true or false. `has(path)` asks whether a field is answered.
"""

from kreishaus.base.expressions.compiling import Expression, compile_expression
from kreishaus.base.expressions.failures import ExpressionError, IllTyped, Undecided

__all__ = ["Expression", "ExpressionError", "IllTyped", "Undecided", "compile_expression"]
