"""Claims against the record and the run."""
