"""Front: what every request passes before and after Flask: counting, headers, bodies, compression, log."""
