"""From what a page shows (printed lines and rules) to blocks: shared by all readers of pages that were laid out."""
