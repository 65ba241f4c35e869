"""Files that are damaged at random, each known by a seed and a number, and what the site's readers make of them."""
