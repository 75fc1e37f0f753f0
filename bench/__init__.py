"""The benchmarks: what Limelight promises about speed and size, measured beside something else."""
