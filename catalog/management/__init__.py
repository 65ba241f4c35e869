"""Management of the library from the command line; Django finds the commands here."""
