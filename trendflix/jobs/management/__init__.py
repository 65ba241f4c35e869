"""Management of jobs from the command line; Django finds the commands here."""
