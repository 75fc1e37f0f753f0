"""How good an instrument is: by the answers it got, and by simulation. For operators alone."""
