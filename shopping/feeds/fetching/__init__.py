"""Getting feeds from where they come from: web addresses, files and folders of the server, on a schedule.

May import all of ``shopping.feeds``; imported by ``shopping.admin``, ``shopping.api`` and ``shopping.apps``.
"""
