"""The pictures of share links for link previews: drawn on demand, kept in memory only (docs/adr/0014)."""
