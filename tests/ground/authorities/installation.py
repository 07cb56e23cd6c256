"""What a test with two authorities works on."""

from dataclasses import dataclass
from pathlib import Path

from kreishaus.ground.authorities.authority import Authority


@dataclass(frozen=True)
class Installation:
    """A data folder with the authorities Leer and Aurich in it."""

    data_dir: Path
    server: str
    leer: Authority
    aurich: Authority
