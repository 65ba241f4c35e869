"""What joins the apps: pages, which job follows which, sign-in, health, the supervisor of ``manage.py serve``.

May import every app; imported by the project's modules alone.
"""
