"""Full-text search: one German analyser for both databases, written with the data, filtered by rights in the query.

Whoever writes an object calls `actions.index` in the same transaction. What a person may find is
decided by the scopes that the caller passes to `queries.search`; no scopes, no hits.
"""
