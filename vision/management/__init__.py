"""Management of vision from the command line; Django finds the commands here."""
