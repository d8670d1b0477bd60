"""The generator of the samples. Content is data, layouts are pure functions of it."""
