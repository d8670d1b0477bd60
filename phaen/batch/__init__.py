"""Many sources into one dataset: finding them, converting each, never losing the rest to one that fails."""
