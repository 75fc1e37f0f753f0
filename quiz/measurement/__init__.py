"""The pure core: what is measured and how. No Flask, SQLAlchemy, Plotly, clock, randomness or file."""
