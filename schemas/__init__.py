"""The dataset's tables and fields, the terms, the frameworks, the places: data and models, no logic."""
