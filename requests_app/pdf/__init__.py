"""From HTML to a tagged PDF, in a process of its own. Pure: knows neither Django nor requests."""
