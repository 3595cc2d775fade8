"""What Messenger and Instagram write in place of a message, word for word, as the words of the sender.

Only a text that is nothing else counts, and where its wording begins with a name, only the sender's own: a person's
words must never be taken for the program's.
"""

from __future__ import annotations

import re

EMOJI = r"(?=[^\w\s]*[^\x00-\u2000\w\s])[^\w\s]{1,24}"
REACTED = re.compile(rf"[Rr]eacted {EMOJI} to your message ?")
FIXED = {
    "Liked a message",
    "You are now connected on Messenger",
    "You are now connected on Messenger.",
    "You can now message and call each other and see info like Active Status and when you've read messages.",
}
EVENT = re.compile(
    rf"{REACTED.pattern}|named the group .+\.|(?:changed|removed) the group photo\.|created the group\."
    r"|changed the (?:chat )?theme(?: to .+)?\.|set the (?:quick reaction|emoji) to .+\."
    r"|set (?:the|your|(?:his|her|their) own) nickname (?:for .+ )?to .+\."
    r"|cleared (?:the|your|(?:his|her|their) own) nickname(?: for .+)?\."
    r"|added .+ to the group\.|removed .+ from the group\.|left the group\.|joined the (?:video )?(?:call|chat)\."
    r"|started an? (?:audio |video )?(?:call|chat)\.|ended the (?:audio |video )?(?:call|chat)\."
    r"|(?:un)?pinned a message\.|created a poll: .+|voted for .+ in the poll.*"
)
CALLED = re.compile(r"(?:video )?called you\.|missed your (?:audio |video )?(?:call|chat)\.")
MISSED = re.compile(r"You missed an? (?:audio |video )?(?:call|chat) (?:from|with) ")
UNSENT = {"User unsent a message", "This message was unsent"}
SENT = {
    "sent an attachment.", "sent a photo.", "sent a video.", "sent a voice message.", "sent an audio message.",
    "sent a GIF.", "sent a sticker.", "sent a link.", "sent a file.", "sent a location.", "sent a live location.",
    "hat einen Anhang gesendet.", "a envoyé une pièce jointe.", "ha enviado un archivo adjunto.",
    "envió un archivo adjunto.", "ha inviato un allegato.", "enviou um anexo.", "heeft een bijlage verzonden.",
}  # fmt: skip


def is_notice(text: str, sender: str) -> bool:
    """Say whether a text is what the program writes of an event or a reaction."""
    if text in FIXED or REACTED.fullmatch(text):
        return True
    return any(EVENT.fullmatch(rest) for rest in _after_name(text, sender))


def is_call(text: str, sender: str) -> bool:
    """Say whether a text is what the program writes of a call."""
    missed = MISSED.match(text)
    if missed and text[missed.end() :].removesuffix(".") in names(sender):
        return True
    return any(CALLED.fullmatch(rest) for rest in _after_name(text, sender))


def stands_for_a_file(text: str, sender: str, beside_one: bool) -> bool:
    """Say whether a text is what the program writes where a file was sent.

    With the sender's whole name in front it always is; with the first name or "You" only where a file is there.
    """
    if sender and text.startswith(f"{sender} "):
        return text[len(sender) + 1 :] in SENT
    return beside_one and any(rest in SENT for rest in _after_name(text, sender, "You"))


def names(sender: str) -> tuple[str, ...]:
    """Return how the program calls a sender: by the whole name or by the first."""
    return (sender, sender.split(" ")[0]) if sender else ()


def _after_name(text: str, sender: str, *more: str) -> list[str]:
    return [text[len(name) + 1 :] for name in (*names(sender), *more) if text.startswith(f"{name} ")]
