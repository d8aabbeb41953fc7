"""Read by the process that `tests.processes` forks its children from: the program, ready to be used."""

import django

django.setup()
