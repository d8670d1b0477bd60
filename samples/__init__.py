"""Made-up plans in many layouts with their truth. Content is data, layouts are pure functions of it."""
