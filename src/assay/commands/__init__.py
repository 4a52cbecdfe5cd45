"""The commands, one module each: arguments in, text out; they decide nothing."""
