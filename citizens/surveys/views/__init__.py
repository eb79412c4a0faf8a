"""Pages of surveys, by noun."""
