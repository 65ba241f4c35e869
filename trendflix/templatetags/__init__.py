"""Tags of templates that belong to no app."""
