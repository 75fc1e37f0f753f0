"""How good an instrument is, by the answers it got: figures about items and scales, never about a person."""
