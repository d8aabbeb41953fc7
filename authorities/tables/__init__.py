"""Any table: read it, find its header, guess its columns, write it again. Pure; knows nothing of authorities.

What is about authorities stands in `authorities.importing`; a spreadsheet of requests can use the same reader.
"""
