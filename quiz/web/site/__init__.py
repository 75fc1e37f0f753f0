"""Pages about Limelight and this server: first page, sample, help, scoring, privacy, health, metrics."""
