"""The demo library: films, a shop and its feed, drawn by this project, so that a new site has something to show."""

from trendflix.demo.training import training_frames

__all__ = ["training_frames"]
