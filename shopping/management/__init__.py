"""Management of feeds, products and matches from the command line; Django finds the commands here."""
