"""What `manage.py doctor` looks at. Each look returns findings; none changes anything."""
