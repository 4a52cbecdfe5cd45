"""One section of the report a module: each answers one question, and its heading is the answer."""
