"""The kinds of damage a page may have, one module each; every one undone or flagged by itself."""
