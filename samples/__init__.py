"""Made-up plans in many layouts, each with its truth: content is data, layouts are pure functions over it."""
