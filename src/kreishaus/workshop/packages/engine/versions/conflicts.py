"""Where local work and a new FIM version want different things, and who wins if nobody says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kreishaus.workshop.packages.engine.settings import words_of
from kreishaus.workshop.packages.engine.versions.wording import shown


class Take(StrEnum):
    """Whose version goes into the form."""

    LOCAL = "local"
    FIM = "fim"


# Texts and comfort are the county's; what FIM says about structure and values comes in.
OF_THE_COUNTY = frozenset(
    {"label", "title", "help", "hint", "example", "text", "purpose", "retention", "autocomplete", "when", "basis"}
)
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both changed. `setting` is empty if one removed the element that the other one changed."""

    key: str
    name: str
    setting: str
    base: object
    local: object
    fim: object
    usual: Take
    taken: Take
    around: str = ""
    """name of the group in which it stands"""

    @property
    def title(self) -> str:
        """What it is and where it stands."""
        return f"„{self.name}“ in „{self.around}“" if self.around else f"„{self.name}“"

    @property
    def words(self) -> str:
        """What it is about, in German."""
        if self.setting == WHOLE:
            return "ganzes Element"
        setting, _, option = self.setting.partition(":")
        return f"{words_of(setting)} „{option}“" if option else words_of(setting)

    @property
    def base_text(self) -> str:
        """The former value for people."""
        return shown(self.base)

    @property
    def local_text(self) -> str:
        """The local value for people."""
        return shown(self.local)

    @property
    def fim_text(self) -> str:
        """The value of the new FIM version for people."""
        return shown(self.fim)


@dataclass(slots=True)
class Decisions:
    """What was decided, and every conflict that came up."""

    choices: Mapping[str, Take]
    conflicts: list[Conflict] = field(default_factory=list)

    def decide(
        self, key: str, *, name: str, setting: str, base: object, local: object, fim: object, usual: Take
    ) -> Take:
        """Note a conflict and return who wins."""
        taken = self.choices.get(key, usual)
        self.conflicts.append(Conflict(key, name, setting, base, local, fim, usual, taken))
        return taken
