"""The web application: one blueprint a task."""
