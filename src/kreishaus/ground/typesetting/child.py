"""The child process for templates of packages.

It takes one order from standard input, limits itself, and answers on standard output with "pdf" or "error" on the first
line and the content after it.
"""

import json
import resource
import sys
from pathlib import Path

from kreishaus.ground.typesetting import press


def limit(*, seconds: int, memory: int) -> None:
    """Give this process a limit of processor time and memory, and take writing files away."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Set one order."""
    message = json.loads(sys.stdin.buffer.read())
    limit(seconds=message["seconds"], memory=message["memory"])
    machine = press.compiler(Path(message["root"]))
    try:
        answer = b"pdf\n" + press.run(press.Order(**message["order"]), machine)
    except press.PressError as error:
        facts = {"message": error.message, "diagnostic": error.diagnostic, "file": error.file, "line": error.line}
        answer = b"error\n" + json.dumps(facts).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
