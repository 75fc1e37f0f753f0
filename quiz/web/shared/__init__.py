"""What others see of a result, by a share link."""
