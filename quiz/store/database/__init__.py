"""How it is kept: engines, transactions, drivers, tables and their migrations. Knows no noun of the store."""
