"""Reading sentences: numbers attached to what they measure, and the claims that sentences make about them."""

from extractors.language.pipeline import build_pipeline
from extractors.language.sentences import read_sentences

__all__ = ["build_pipeline", "read_sentences"]
