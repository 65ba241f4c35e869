"""What knows no app: errors, environment, console, middleware, permissions, clocks.

Imports nothing of the project; imported by everything.
"""
