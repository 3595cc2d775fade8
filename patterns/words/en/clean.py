"""Sentences about clearing up a case, and about what a computer keeps beside it."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "clean.removed": "Removed, all of it can be made again: {n:file|files}.",
    "clean.nothing": "There was nothing to remove.",
    "clean.kept": "Left where they are, for you to decide:",
    "clean.report-changed": "{name}: is not, or not any more, as the program wrote it",
    "clean.locked": "{name}: behind a passphrase",
    "clean.copy": "{name}: a copy of what stood there before the program wrote to it",
    "clean.notebook": "{name}: a notebook of yours, with what it showed when it was last saved",
    "clean.case": "The log, the exports, your decisions and the history are untouched. `patterns lock` puts them behind a passphrase.",
    "clean.disk": "What was removed was overwritten once. On an SSD or a memory stick older copies can stay on the disk all the same.",
    "clean.else": "What this computer may still keep. No program can find all of it, and this one looks at none of it:",
    "clean.else-end": "Removing all of this at once can be noticed, too. If somebody checks this computer, think about that with an advocate first.",
    "clean.windows": "\n".join(
        (
            "- Commands you typed: PowerShell keeps them in %APPDATA%\\Microsoft\\Windows\\PowerShell\\PSReadLine.",
            "- Recent files and jump lists: in Explorer, in the Start menu, in Excel and in the PDF reader, each for itself.",
            "- The browser's history, if you opened a report in it, and its list of downloads.",
            "- Thumbnails of pages and pictures, and the search index, which can hold words of documents.",
            "- The Recycle Bin, also that of a memory stick.",
            "- The list of print jobs, files waiting for a printer, and the printer's own memory.",
            "- Copies in OneDrive, Dropbox, iCloud or Google Drive, with their own bins and earlier versions.",
            "- Backups: File History, restore points, copies on another disk.",
            "- The file for sleeping and paging (hiberfil.sys, pagefile.sys), which holds parts of the memory.",
            "- Mails and messages with which you sent a report, here and at the other end.",
        )
    ),
    "clean.macos": "\n".join(
        (
            "- Commands you typed: .zsh_history and the folder .zsh_sessions in your home folder.",
            "- Recent items: in the Apple menu, in the Dock, in Preview, Excel or Numbers, each for itself.",
            "- The browser's history, if you opened a report in it, and its list of downloads.",
            "- Quick Look's thumbnails, and Spotlight's index, which can hold words of documents.",
            "- The Trash, also that of a memory stick.",
            "- The list of print jobs, files waiting for a printer, and the printer's own memory.",
            "- Copies in iCloud, Dropbox, OneDrive or Google Drive, with their own bins and earlier versions.",
            "- Backups: Time Machine, also its snapshots on this disk; backups of a phone.",
            "- Versions that Numbers, Pages and TextEdit keep of a document; the file for sleeping (sleepimage) and paging.",
            "- Mails and messages with which you sent a report, here and at the other end.",
        )
    ),
    "clean.linux": "\n".join(
        (
            "- Commands you typed: .bash_history or .zsh_history in your home folder.",
            "- Recent files: .local/share/recently-used.xbel, and the lists of LibreOffice and of the PDF reader.",
            "- The browser's history, if you opened a report in it, and its list of downloads.",
            "- Thumbnails in .cache/thumbnails, and the desktop's search index, which can hold words of documents.",
            "- The trash (.local/share/Trash), also that of a memory stick.",
            "- The list of print jobs, files waiting in /var/spool/cups, and the printer's own memory.",
            "- Copies in Nextcloud, Dropbox, OneDrive or Google Drive, with their own bins and earlier versions.",
            "- Backups and snapshots: Timeshift, Deja Dup, those of the file system.",
            "- Swap space and the image for hibernation, which hold parts of the memory; what editors keep for recovery.",
            "- Mails and messages with which you sent a report, here and at the other end.",
        )
    ),
    "clean.jupyter": "- Where you used a Jupyter of your own: its command history (.ipython), its checkpoints and its list of recent files.",
}
