"""The shop over REST."""
