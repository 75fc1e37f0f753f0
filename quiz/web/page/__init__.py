"""Parts that every page is made of: page objects, errors, forms, kept pages, words."""
