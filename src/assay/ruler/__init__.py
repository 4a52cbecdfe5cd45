"""One ruler for every story; may not import a story."""
