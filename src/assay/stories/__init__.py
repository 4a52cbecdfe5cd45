"""One folder a story, and how a folder becomes a story."""
