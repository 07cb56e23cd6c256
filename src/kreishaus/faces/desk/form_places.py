"""Places of a form in words: "Angaben zur Person › Geburtsdatum" instead of a path."""

from kreishaus.services.forms.engine.schema import FormSchema


def place_in_words(schema: FormSchema, path: str) -> str:
    """Return the titles and the label that lead to a field or group; an unknown path stays as it is."""
    node = schema.plan.tree.by_path.get(path)
    if node is None:
        return path
    words: list[str] = []
    while node is not None:
        words.insert(0, node.label)
        node = node.parent
    return " › ".join(dict.fromkeys(filter(None, words))) or path
