"""Random pages, drawn by two engines, whose visible text is known: what is read is compared with it."""
