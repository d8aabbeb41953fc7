"""The dataset of a campaign: what its answers come to, as rows. Read once (`dataset_of`), then pure."""

from requests_app.dataset.reading import dataset_of, withheld
from requests_app.dataset.shapes import Dataset

__all__ = ["Dataset", "dataset_of", "withheld"]
