"""Tables that are laid out with spaces."""
