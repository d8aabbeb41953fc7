"""Bringing in a file, whatever its rows are about: the way of a run from its columns to its report, and back.

`authorities.services.imports` brings in authorities with it, `requests_app.services.imports` requests. What a row says
and what is written of it is theirs; that it is checked, shown, written in committed chunks, stopped and undone is here.
"""
