"""JupyterLab on one case: on this machine only, with a token, without news, and with nothing written outside the case.

What Jupyter keeps beside notebooks (sockets, command history, its list of servers) goes into a temporary folder that
only this user can open and that is removed at the end; settings and open tabs stay in the case's `.cache`. Settings,
extensions and kernels of another Jupyter on the computer are not looked at, nor a gateway to kernels elsewhere.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patterns.lab import running
from patterns.lab.copies import FOLDER
from patterns.report.kernel import chart_settings, connection
from patterns.store.files import private_folder
from patterns.store.temporary import private_place

if TYPE_CHECKING:
    from traitlets.config import Config

HERE = "127.0.0.1"
PORT = 8888  # the first that is tried
ROOT = Path(__file__).resolve().parent.parent.parent
# the browser itself refuses whatever is not of this server
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    f"connect-src 'self' data: blob: ws://{HERE}:*; frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
)
UNWANTED = (
    "@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/lsp-extension", "@jupyterlab/terminal-extension", "@jupyterlab/hub-extension",
    "@jupyterlab/fileeditor-extension:language-server", "@jupyterlab/notebook-extension:language-server",
)  # fmt: skip
DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True,
    },
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # cells with widgets stay as they are
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False},  # what was opened is not saved
}  # fmt: skip
# what another Jupyter was told: its folders, its token, and a computer elsewhere that runs its kernels
OTHERS = ("JUPYTER", "JPY_", "PYTHONSTARTUP")


def serve(
    case: Path,
    token: str,
    *,
    browser: bool,
    tell: Callable[[str], object],
    port: int = PORT,
    private_sockets: bool = os.name == "posix",
) -> None:
    """Open JupyterLab on the case's notebooks and stay until it is stopped.

    Parameters
    ----------
    token : str
        What the address must carry.
    browser : bool
        Whether to open it in the browser.
    tell : callable
        Told the address, token included, once it is open.
    port : int
        The first port that is tried.
    private_sockets : bool
        Kernels speak through sockets that are files, where the system has them; otherwise encrypted.

    Raises
    ------
    ReportFailed
        If the connection to kernels could not be kept private.
    """
    case = case.resolve()
    kernels = connection(private_sockets)
    with _private() as folder:
        os.umask(0o077)  # checkpoints and settings, too, are for their owner alone
        for name in [each for each in os.environ if each.startswith(OTHERS)]:
            del os.environ[name]
        os.environ.update(_environment(folder, case))
        os.chdir(folder)  # Jupyter reads settings from the current folder, too
        tempfile.tempdir = str(folder)
        _settings(folder)
        from jupyterlab.labapp import LabApp

        app = LabApp.initialize_server(argv=[], config=_config(case, folder, token, browser, port, kernels))
        try:
            running.note(case, f"http://{HERE}:{app.port}/lab")
            tell(f"http://{HERE}:{app.port}/lab?token={token}")
            app.start()
        finally:
            running.forget(case)


@contextmanager
def _private() -> Iterator[Path]:
    """Make a folder for one sitting, with a short name; remove it at the end."""
    before = Path.cwd()
    with private_place() as folder:
        try:
            yield folder
        finally:
            os.chdir(before)


def _environment(folder: Path, case: Path) -> dict[str, str]:
    search = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return {
        "DO_NOT_TRACK": "1",  # what is installed here asks nobody; this is for what a reader adds
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),  # extensions in it would run: none of a case's own
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_RUNTIME_DIR": str(folder),
        "MATPLOTLIBRC": str(chart_settings()),
        "MPLCONFIGDIR": str(private_folder(case / ".cache" / "matplotlib")),
        "PYTHONPATH": search,
        "TMPDIR": str(folder),
    }


def _settings(folder: Path) -> None:
    """Write what JupyterLab begins with; a person may change it, and keeps what was changed."""
    (folder / "settings").mkdir()
    unwanted = dict.fromkeys(UNWANTED, True)
    (folder / "settings" / "overrides.json").write_text(json.dumps(DEFAULTS), encoding="utf-8")
    page = {"disabledExtensions": unwanted, "fullMathjaxUrl": ""}  # formulas are drawn by what is installed
    (folder / "settings" / "page_config.json").write_text(json.dumps(page), encoding="utf-8")


def _config(case: Path, folder: Path, token: str, browser: bool, port: int, kernels: dict[str, str]) -> Config:
    from traitlets.config import Config

    from patterns.lab import exports

    kept = case / ".cache" / "lab"
    server: dict[str, Any] = {
        "ip": HERE, "port": port, "port_retries": 100, "allow_remote_access": False, "open_browser": browser,
        "root_dir": str(case / FOLDER), "answer_yes": True, "log_level": 40, "terminals_enabled": False,
        "jpserver_extensions": {"jupyterlab": True}, "quit_button": True, "allow_root": True,
        "kernel_spec_manager_class": "patterns.lab.kernels.OnlyThisInterpreter",
        "tornado_settings": {"headers": {"Content-Security-Policy": POLICY}},
    }  # fmt: skip
    settings = {
        "ServerApp": server,
        "IdentityProvider": {"token": token},
        "LabApp": {
            "news_url": None, "check_for_updates_class": "jupyterlab.NeverCheckForUpdate", "log_level": 40,
            "extension_manager": "readonly", "app_settings_dir": str(folder / "settings"),
            "user_settings_dir": str(private_folder(kept / "settings")),
            "workspaces_dir": str(private_folder(kept / "workspaces")),
        },
        "FileContentsManager": {"delete_to_trash": False},  # the trash lies outside the case
        "KernelManager": kernels,
        "MultiKernelManager": {"default_kernel_name": "python3"},
    }  # fmt: skip
    return Config(settings | exports.SETTINGS)
