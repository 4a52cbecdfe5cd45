"""The graduations of the ruler, one file a mark."""
