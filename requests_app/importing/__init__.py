"""From rows of a team's spreadsheet to the requests they tell of: checks, codes, doubles. Writes nothing.

`authorities.tables` reads the table, `authorities.importing` finds the authorities, `requests_app.services.imports`
keeps and applies what is found here.
"""
