"""Pages about Limelight and about this server: first page, sample, help, scoring, privacy, health, metrics."""
