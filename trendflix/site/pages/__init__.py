"""The browse pages, a module a page: they join the library with what plays and what can be shopped.

``cards`` gives the titles of any list what their cards show.
"""
