"""Management of the project from the command line; Django finds the commands here."""
