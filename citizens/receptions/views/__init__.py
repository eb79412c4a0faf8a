"""The pages of the reception book."""
