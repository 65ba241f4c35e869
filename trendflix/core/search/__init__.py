"""Full text search behind one port: documents, normalisation, candidates, near spellings; SQLite FTS5 and PostgreSQL.

Knows no app: an app subclasses ``models.Document``, writes its documents, and scores candidates. Imported by every app.
"""
