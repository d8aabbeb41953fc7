"""Search over letters, documents and requests: only what the person may see."""
