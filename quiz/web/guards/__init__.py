"""May this request pass: who may, from where, how often."""
