"""Loop files and policy files, read strictly and written without loss."""
