"""Text files and web pages."""
