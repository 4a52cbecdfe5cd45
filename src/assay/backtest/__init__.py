"""The ruler laid on past stories whose end is known, to see how often it was right."""
