"""Image files: PNG, JPEG and TIFF."""
