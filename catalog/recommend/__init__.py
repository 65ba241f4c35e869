"""Recommendations: ``content`` and ``watching`` say which titles are alike, ``services`` keeps the nearest as rows
(``TitleNeighbour``), ``picks`` chooses from them for a person; ``stats`` rolls up what viewers do.

What is watched and worn is not known here: jobs of ``trendflix.site`` hand it in.
"""
