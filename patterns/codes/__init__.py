"""Passages in messages proposed to a person, with the cue and the reason; every decision is the person's."""

from patterns.codes.book import Codebook, load_codebook
from patterns.codes.suggest import suggest

__all__ = ["Codebook", "load_codebook", "suggest"]
