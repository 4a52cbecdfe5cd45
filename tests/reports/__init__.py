"""What a reader of a report gets."""
