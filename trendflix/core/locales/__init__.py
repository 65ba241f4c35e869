"""Languages of people: message catalogues (``extraction``, ``catalogues``), and money as they write it
(``formats``).

Imports nothing of the project; imported by every layer above.
"""
