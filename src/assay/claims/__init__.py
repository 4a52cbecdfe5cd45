"""From the article to its claims; knows language, knows no story."""
