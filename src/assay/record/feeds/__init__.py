"""Series that publishers keep up to date, and the last good copies of them on this machine."""
