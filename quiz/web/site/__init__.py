"""Pages about Limelight and about this server: first page, help, scoring, privacy, health, metrics."""
