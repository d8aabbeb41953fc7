"""The words and the look of documents (pure: no Django, no network). `apart.py` is the way in, `child.py` does it."""
