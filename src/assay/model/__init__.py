"""The engine: uncertain causal models over years; knows no silver, no page, no mark."""
