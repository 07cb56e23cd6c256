"""The rules of FIM schemas: semi-formal German, turned into rules that the form carries out.

tokens → grammar (`conditions`, `effects`, `statements`) → a tree like FITKO's own translations (`tree`)
→ places of the form (`places`) → CEL (`compiling`) → effects (`making`) → all rules together
(`conflicts`, `translating`). Whatever is not certain stays a review with its text and a proposal.
"""

from kreishaus.services.forms.formats.xdatenfelder.rules.compiling import STATE
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place, Places
from kreishaus.services.forms.formats.xdatenfelder.rules.translating import Posed, Translated, translate

__all__ = ["STATE", "Place", "Places", "Posed", "Translated", "translate"]
