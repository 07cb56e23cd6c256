"""The CEL wheel without its command line: the terminal toolkit would cost a third of our start."""

import sys
from types import ModuleType

sys.modules.setdefault("cel.cli", ModuleType("cel.cli"))

from cel import Context, Program, compile as compile_text  # noqa: E402, I001 -- after the line above

__all__ = ["Context", "Program", "compile_text"]
