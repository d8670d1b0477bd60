"""The generator of the samples: content is data, layouts are pure functions over it."""
