"""Card of a share link: 1200 × 630, drawn from the profile, with no text by a person on it."""

from quiz.charts.card.drawing import default_card_svg, is_drawable, social_card_svg
from quiz.charts.card.text import draw_png, undrawable

__all__ = ["default_card_svg", "draw_png", "is_drawable", "social_card_svg", "undrawable"]
