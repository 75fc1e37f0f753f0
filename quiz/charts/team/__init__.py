"""Charts of a team, which show no more than its picture tells."""
