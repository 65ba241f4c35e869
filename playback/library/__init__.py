"""Imports folders of films: titles and films by the plans of ``catalog.library``, files linked, copied or left."""
