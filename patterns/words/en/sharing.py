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
    "sharing.ask-word": "“{word}” in lower case: is it somebody's name there, too?",
    # the search of the program's own output
    "sharing.hash": "fingerprint of an original",
    "sharing.folder": "folder of this computer",
    "sharing.leak": "{file}: something that was to be removed is still there ({what}).",
    "sharing.leak-expected": "a copy without names",
    "sharing.leak-remedy": "Nothing was kept. Do not share a report made otherwise; please report this fault.",
    # the copy itself
    "sharing.sums": "Time zone, sums of the files",
    "sharing.with-the-case": "with the case, not in a copy",
    "sharing.fact": "Names removed · copy for: {who}",
    "sharing.footer": "Private. Names removed. Copy for: {who}. {period} · {label}",
    "sharing.parameters": "# The folder and the settings of this copy stay with the case.",
    "sharing.list.title": "Copy without names, for: {who}. This list is for you: do not pass it on.",
    "sharing.list.replaced": "Replaced, and how often:",
    "sharing.list.words": "Words with a capital letter that were left. Does one of them name a person, a place or an employer?",
    "sharing.list.numbers": "Numbers that were left. Is one of them a telephone number, an account or an address?",
    "sharing.list.texts": "Texts of your own that stand in it. Does one tell where you can be found, who helps you, or what you plan?",
    "sharing.list.nothing": "none",
    "sharing.list.end": (
        "If a word should not be seen, add it on the People sheet under Known as, or change the entry, and make the copy "
        "again. Is it safe to share this?"
    ),
    "sharing.safe": "Is it safe for you to share this?",
    "sharing.not-made": "Nothing was written. A therapist or advocate can help to think it through.",
    "sharing.not-asked": "A copy may be seen by others than the one it is for. Give --safe-to-share once you have thought about it.",
    "sharing.look-through": "What was replaced, and what is left for you to look at, stands in {path}. Keep that list to yourself.",
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
