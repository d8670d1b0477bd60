"""Pure functions on Thai text: storage order, numerals, money, years, places, organizations, framework codes."""
