"""The pages of feeds in the admin."""
