"""Charts: one module each; tidy frames in, axes out, nothing computed, every word given or from `words`."""
