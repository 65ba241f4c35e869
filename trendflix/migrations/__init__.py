"""What the site as a whole needs in its database."""
