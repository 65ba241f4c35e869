"""Finds the frames of a film that posters, backdrops and stills are made of, and cuts them to shape."""
