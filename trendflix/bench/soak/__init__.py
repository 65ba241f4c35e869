"""A simulated day of a site in minutes: whether memory, descriptors, files and rows stay flat."""
