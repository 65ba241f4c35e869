"""Films uploaded in pieces (tus 1.0): what is sent and typed is kept until a job adds it to the library.

``models`` ← ``parts`` (files on disk) ← ``accepting``, ``limits`` (what is taken) ← ``services`` ←
``adding`` (the job), ``selectors`` ← ``tus`` and ``pages`` (views) ← ``admin``. Names are read by
``grouping`` and ``naming``.
"""
