"""Pure functions on Thai text: order, numerals, money, years, places, organizations, framework codes."""
