"""Layout analysis: builds blocks from printed lines and rules. Shared by all readers of laid-out pages."""
