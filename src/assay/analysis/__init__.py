"""Questions to any run: what matters, what would have to be true."""
