"""Tables and fields of the dataset, terms, frameworks, places: data and models without logic."""
