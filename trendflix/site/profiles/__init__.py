"""The pages of profiles: choosing one, managing them, what a child is allowed, tastes; and the same over REST."""
