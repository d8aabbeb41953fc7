"""What reports say: the figures and rows of a paper, and the letters as they are set on it."""
