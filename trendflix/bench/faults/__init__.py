"""What a site does when its processes are killed at any moment: every job ends once, with the same result."""
