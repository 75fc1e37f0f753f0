"""Pictures of a result, with no text by a person on them: the card of a share link, and posters."""

from quiz.charts.card.drawing import default_card_svg, is_drawable, social_card_svg
from quiz.charts.card.poster import Shape, poster_svg
from quiz.charts.card.text import draw_png, undrawable

__all__ = [
    "Shape",
    "default_card_svg",
    "draw_png",
    "is_drawable",
    "poster_svg",
    "social_card_svg",
    "undrawable",
]
