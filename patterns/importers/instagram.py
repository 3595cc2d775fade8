"""Instagram as JSON: message_1.json and so on of an account export, a file for every ten thousand messages.

Messenger writes the same: what is Instagram's alone decides. The pages (HTML) are read by `messenger_html`.
"""

from __future__ import annotations

from patterns.importers._base import Columns, Head, Source, Wishes
from patterns.importers._meta import read_chat
from patterns.importers._meta_platform import INSTAGRAM, is_chat, platform_of

LABEL = "Instagram (JSON)"
SPREAD = True


def detect(head: Head) -> bool:
    """Recognise the list of messages with their senders, and something in it that is Instagram's alone."""
    if not is_chat(head.text):
        return False
    told = platform_of(head.text)
    return told is not None and told.name == INSTAGRAM


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one chat; times are instants, so the wish for a date order has nothing to say here.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    return read_chat(source, INSTAGRAM)
