"""Facebook Messenger as JSON: message_1.json and so on of an account export, and end-to-end encrypted chats.

The two are different downloads and may hold the same chat. Instagram writes the same files as the first: `instagram`.
The pages (HTML) of either are read by `messenger_html`.
"""

from __future__ import annotations

from patterns.importers._base import Columns, Head, Source, Wishes
from patterns.importers._meta import read_chat
from patterns.importers._meta_platform import INSTAGRAM, MESSENGER, is_chat, platform_of

LABEL = "Facebook Messenger (JSON)"
SPREAD = True


def detect(head: Head) -> bool:
    """Recognise the list of messages with their senders, unless something in it is Instagram's alone."""
    if not is_chat(head.text):
        return False
    told = platform_of(head.text)
    return told is None or told.name != INSTAGRAM


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one chat; times are instants, so the wish for a date order has nothing to say here.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    return read_chat(source, MESSENGER)
