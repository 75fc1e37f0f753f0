"""Pages that others see: share links, the shared page and its projection, cards, comparisons."""
