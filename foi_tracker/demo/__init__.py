"""A believable team and its requests, so that each page has something to show."""

from foi_tracker.demo.stage import fill

__all__ = ["fill"]
