"""All that a database holds, taken out and put into another: copies, backups, restores."""
