"""Knowledge about a family of documents, independent of files: its terms, numbers and names."""
