"""How the objects of every release look as XML."""

from functools import cache

from kreishaus.records.formats.xdomea.grammar import files, messages, objects, parties, plans
from kreishaus.records.formats.xdomea.grammar.lists import lists
from kreishaus.records.formats.xdomea.message import System
from kreishaus.records.formats.xdomea.parts import Text
from kreishaus.records.formats.xdomea.releases import Release
from kreishaus.records.formats.xdomea.shapes import Grammar, Shape


@cache
def grammar_of(release: Release) -> Grammar:
    """Return the grammar of a release."""
    generation = release.generation
    shapes = {
        **parties.shapes(generation),
        **objects.shapes(generation),
        **plans.shapes(generation),
        **files.shapes(generation),
        **messages.shapes(generation),
        # Product and version stand as attributes on the root of 4.0.
        "LatestSystem": Shape(
            of=System,
            parts=[Text(name="InstanzID", attribute="instance")],
            elsewhere=frozenset({"product", "version", "vendor"}),
        ),
    }
    return Grammar(release=release, shapes=shapes, lists=lists(release))
