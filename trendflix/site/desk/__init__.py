"""The admin as editors find it: its first page, and the site's look."""
