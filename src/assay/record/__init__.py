"""What was published, and the day it became known."""
