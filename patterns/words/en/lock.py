"""Sentences about locking a case with a passphrase."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "lock.first": (
        "Nobody can open what is locked without its passphrase: not you, not the people who wrote this program. There is no "
        "recovery and no second key. Choose words you will still know in a year, and keep them where only you can find them."
    ),
    "lock.passphrase": "Passphrase",
    "lock.hint": "This passphrase is short and could be guessed. Four or more words that nobody would expect together are harder to guess, also for somebody who knows you.",
    "lock.hint-guessable": (
        "This passphrase could be guessed: it is made of what many people use, of repetitions, or of a name or number from this "
        "case. Four or more words that nobody would expect together are harder to guess, also for somebody who knows you."
    ),
    "lock.use-it": "Lock it with this one all the same?",
    "lock.done": "Locked: {path}. The plain folder was removed after the locked file had been read back and compared.",
    "lock.disk": (
        "The old files were overwritten once before they were removed. On an SSD, a memory stick, a disk that keeps snapshots, "
        "in backups and in cloud copies, older copies can remain all the same, and no program can reach all of them."
    ),
    "lock.opened": "Opened: {path}. The locked file was removed; `patterns lock` makes it again.",
    "lock.kept": "What this command wrote stands in the locked case {path}. `patterns unlock` opens it.",
    "lock.no-terminal": "the passphrase can only be asked for on a terminal.",
    "lock.no-terminal-expected": "a file with the passphrase in its first line, named by the environment variable {name}",
    "lock.empty": "the passphrase is empty.",
    "lock.no-case": "{name} is not a case folder.",
    "lock.no-case-expected": "a folder with log.xlsx or log/ in it",
    "lock.nothing-done": "Nothing was changed.",
    "lock.there-already": "{name} is there already.",
    "lock.there-expected": "no locked file of that name",
    "lock.there-remedy": "Nothing was changed. If it is an older state of this case, give it another name first.",
    "lock.changed": "{name} changed while it was read.",
    "lock.changed-expected": "the same contents when read twice",
    "lock.try-again": "Nothing was removed. Close the files in other programs and try again.",
    "lock.folder-there": "the folder {name} is there already.",
    "lock.folder-expected": "no folder of that name",
    "lock.not-locked": "{name} is not a locked case.",
    "lock.not-locked-expected": "a file made by `patterns lock`",
    "lock.no-case-inside": "what the file holds is not a case.",
    "lock.wrong": "this passphrase does not open {name}.",
    "lock.wrong-expected": "the passphrase it was locked with",
    "lock.wrong-remedy": "Try again; capitals and spaces count. Nothing was changed.",
    "lock.too-slow": "{name} was locked on a computer that is many times faster than this one is now; the passphrase was not tried.",
    "lock.too-slow-remedy": "Nothing was changed. Close other programs and try again, open it on another computer, or with the program age.",
    "lock.link": "{name} is a link to something outside the case.",
    "lock.link-expected": "files and folders",
    "lock.link-remedy": "Nothing was changed. Put a copy of the file in its place.",
}
