"""Talking to servers that feeds name: which addresses are public, and connections that end at a deadline.

Imports nothing of the project; imported by every layer.
"""
