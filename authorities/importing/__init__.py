"""From rows of a table to what would change among the authorities: checks, matching, plans. Writes nothing.

`authorities.tables` reads the table, `authorities.services.imports` keeps and applies what is found here.
"""
