"""Figures about instruments, checked by hand, against published values and against other programs."""
