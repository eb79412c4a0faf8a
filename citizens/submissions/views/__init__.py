"""The pages of the petition book."""
