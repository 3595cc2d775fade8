"""What is said once, before anything is kept of a case."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "first-words.lines": "\n".join(
        (
            "Please read these ten lines once, before anything is kept here.",
            " 1. In danger now? Call your emergency number. This program helps with looking back, not in that moment.",
            " 2. Talk to an advocate or a doctor first, and do not use this alone, if you fear that the other person finds it,",
            "    if you were hurt or held at the neck, if there is a weapon, or if you think of ending your life.",
            " 3. Others may see this computer: people who share it, who set it up, or who know a password to it.",
            " 4. Its backups and its cloud copies may be seen, too, on another device and long after you delete something here.",
            " 5. If you are not sure, use a device and an account that only you have; an advocate can help to find one.",
            " 6. Taking away access or changing a password can itself make things more dangerous. Plan that with somebody first.",
            " 7. Put in only messages that were sent to you or by you. Never get into anybody else's account or device for this.",
            " 8. Choose a name for the folder that tells nothing. `patterns lock` puts it behind a passphrase.",
            " 9. The program sends nothing anywhere. Other programs still note what you open; `patterns clean` lists where.",
            "10. You can stop at any time. Closing a window hides it; it does not remove what is on the disk.",
        )
    ),
    "first-words.cloud": "This folder seems to be copied by {service}: whoever can open that account, or another device with it, can read this case.",
    "first-words.cloud-remedy": "Another place on this computer, or a memory stick that only you have, is not copied along. You decide.",
}
