"""Make `python -m kreishaus` the same as the command `kreishaus`."""

from kreishaus.project.cli import main

main()
