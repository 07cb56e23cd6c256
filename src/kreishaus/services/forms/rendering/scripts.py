"""The scripts that make single field types more comfortable; no page needs them."""

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node


def scripts_of(schema: FormSchema, page_key: str) -> list[str]:
    """Return the static files that a page wants, also for questions that it does not show yet.

    :raises KeyError: if the form has no such page.
    """
    tree = schema.plan.tree
    leaves = [leaf for group in tree.page(page_key).children for leaf in tree.leaves(group)]
    return sorted({f"kreishaus/{script}.js" for leaf in leaves for script in _scripts(leaf)})


def _scripts(node: Node) -> set[str]:
    kinds = [kind for kind in (node.type, *(each for _, each in node.parts)) if kind]
    return {kind.script for kind in kinds if kind.script}
