"""Measures speed as ratios of two things done in one run, so that figures of different machines can be compared."""
