"""What is known of a family of documents: one file of words each, read by extract.grammar.family."""
