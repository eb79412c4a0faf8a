"""What surveys say: the results of a campaign, and the figures of the yearly report."""

from citizens.surveys.figures.yearly import figures

__all__ = ["figures"]
