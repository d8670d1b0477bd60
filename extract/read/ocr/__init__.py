"""Pages that are pictures: what they show is found by an OCR engine, and laid out like any printed page."""
