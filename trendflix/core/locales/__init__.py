"""Languages of people: message catalogues (``extraction``, ``catalogues``), and money and times as they write them
(``formats``).

Imports nothing of the project; imported by every layer above.
"""
