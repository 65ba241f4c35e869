"""What is worn on frames of the films at hand, named by people who looked, and how well an analysis agrees with it."""
