"""Management of films from the command line; Django finds the commands here."""
