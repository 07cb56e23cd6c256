"""The query in the languages of the two databases. Terms are letters and digits only, so nothing needs escaping."""

from kreishaus.ground.search.grammar import Group, Phrase, Query

FTS5_TITLE = "title_words"
FTS5_REFERENCE = "reference_keys"


def fts5(query: Query) -> str:
    """Return the query for SQLite's MATCH."""
    everything = " AND ".join(_fts5_group(group) for group in query.groups)
    if not query.reference:
        return everything
    return f"({everything}) OR {_fts5_phrase(_as_reference(query))}"


def fts5_title(query: Query) -> str:
    """Return the query for SQLite's MATCH that is fulfilled by the title alone."""
    return f"{{{FTS5_TITLE}}} : (" + " AND ".join(_fts5_group(_in_text(group)) for group in query.groups) + ")"


def tsquery(query: Query) -> str:
    """Return the query as PostgreSQL's tsquery; references carry the weight B."""
    everything = " & ".join(_tsquery_group(group) for group in query.groups)
    if not query.reference:
        return everything
    return f"({everything}) | {_tsquery_phrase(_as_reference(query))}"


def tsquery_title(query: Query) -> str:
    """Return the query as PostgreSQL's tsquery for the words of the title alone."""
    return " & ".join(_tsquery_group(_in_text(group)) for group in query.groups)


def _in_text(group: Group) -> Group:
    return tuple(phrase for phrase in group if not phrase.in_reference)


def _as_reference(query: Query) -> Phrase:
    return Phrase((query.reference,), is_prefix=True, in_reference=True)


def _fts5_group(group: Group) -> str:
    return "(" + " OR ".join(_fts5_phrase(phrase) for phrase in group) + ")"


def _fts5_phrase(phrase: Phrase) -> str:
    column = f"{FTS5_REFERENCE} : " if phrase.in_reference else ""
    star = " *" if phrase.is_prefix else ""
    return f'{column}"{" ".join(phrase.terms)}"{star}'


def _tsquery_group(group: Group) -> str:
    return "(" + " | ".join(_tsquery_phrase(phrase) for phrase in group) + ")"


def _tsquery_phrase(phrase: Phrase) -> str:
    label = ("*" if phrase.is_prefix else "") + ("B" if phrase.in_reference else "")
    lexemes = [f"'{term}'" for term in phrase.terms]
    return f"({' <-> '.join(lexemes)}{':' + label if label else ''})"
