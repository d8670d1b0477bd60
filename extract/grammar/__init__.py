"""What is known of a family of documents, and nothing of files: its terms, its numbers, its names."""
