"""One person's charts: headline, map, facets, and the path over the map."""
