"""Sentences about copies without names: on a terminal, in the list to check, and what stands in a name's place."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what stands in the place of what was removed
    "sharing.somebody": "[somebody]",
    "sharing.link": "[link]",
    "sharing.e-mail": "[e-mail]",
    "sharing.handle": "[handle]",
    "sharing.file": "[file]",
    "sharing.account": "[account]",
    "sharing.number": "[number]",
    "sharing.place": "[place]",
    "sharing.export": "{platform} export {n}",
    "sharing.conversation": "conversation {n}",
    "sharing.own-code": "own code {n}",
    "sharing.name-of": "{kind} {n}",
    "sharing.kept-back": "for a reason that stays with you",
    "sharing.exit-plan": "Left out of a shared copy.",
    # doubtful words
    "sharing.doubtful": "{n:word|words} in texts that would be shown may be somebody's name or an everyday word: {words}.",
    "sharing.doubtful-expected": "to be told which it is",
    "sharing.doubtful-remedy": (
        "Nothing was written. Give --word {word}=name if it is the name in lower case too, or --word {word}=word to keep it."
    ),
    # pseudonyms
    "sharing.no-pseudonym": "A person on the People sheet has no pseudonym yet: {cells}.",
    "sharing.not-public": (
        "You, the other person, children and supporters are never shown under their own names in a shared copy: {cells}."
    ),
    "sharing.pseudonym-names": "A pseudonym holds a name, initials or a number: {cells}.",
    "sharing.pseudonym-expected": "a pseudonym under Shown as, like Person O or Child 1, for everyone on the People sheet",
    "sharing.pseudonym-remedy": (
        "Nothing was written. Fill in Shown as; for a professional or third party whose name may be seen, write public."
    ),
}
