"""Tables, migrations and repositories: rows to domain and back."""
