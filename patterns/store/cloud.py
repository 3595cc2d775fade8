"""Whether a folder is copied to a cloud: by the names of the folders it lies in, and by what the services put there."""

from __future__ import annotations

import os
import re
from pathlib import Path

# as the services name their folders on the systems they run on; a firm's name may follow: "OneDrive - Example Ltd"
NAMES = {
    "OneDrive": re.compile(r"onedrive( ?-.*|personal)?"),
    "Dropbox": re.compile(r"dropbox( ?[(-].*)?"),
    "iCloud": re.compile(r"icloud ?drive( ?\(.*)?|icloud|com~apple~clouddocs|mobile documents"),
    "Google Drive": re.compile(r"google ?drive( ?[(-].*)?|drivefs|my drive"),
    "Nextcloud": re.compile(r"nextcloud|owncloud"),
    "Syncthing": re.compile(r"syncthing"),
    "MEGA": re.compile(r"mega(sync)?"),
    "pCloud": re.compile(r"pcloud ?drive"),
    "Yandex Disk": re.compile(r"yandex\.?disk"),
    "Box": re.compile(r"box( sync|-box)"),
}
MARKERS = {
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "OneDrive": (".849C9593-D756-4E56-8D6E-42412F2A707B",),
    "Google Drive": (".tmp.driveupload", ".tmp.drivedownload"),
    "Nextcloud": (".nextcloudsync.log", ".owncloudsync.log"),
    "Syncthing": (".stfolder",),
}
VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # folders that Windows tells every program of
CLOUDS = "cloudstorage"  # where macOS keeps the folders of every such service: Library/CloudStorage/<service>-<account>


def copied_by(folder: Path) -> str:
    """Return the service that seems to copy a folder elsewhere; empty where nothing points to one.

    A service that was told to copy a folder of any other name is not seen. Nothing is opened; names are looked at.
    """
    folder = folder.resolve()
    for part in (folder, *folder.parents):
        named = [service for service, name in NAMES.items() if name.fullmatch(part.name.lower())]
        marked = [service for service, marks in MARKERS.items() if any((part / mark).exists() for mark in marks)]
        if part.parent.name.lower() == CLOUDS:
            return next(iter(named), part.name.split("-")[0])
        if named or marked:
            return (named or marked)[0]
    for variable in VARIABLES:
        synced = os.environ.get(variable, "")
        if synced and folder.is_relative_to(Path(synced).resolve()):
            return "OneDrive"
    return ""
