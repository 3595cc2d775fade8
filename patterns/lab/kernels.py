"""The one kernel that JupyterLab offers on a case: the interpreter that runs the program."""

from __future__ import annotations

import sys
from typing import Any

from ipykernel.kernelspec import RESOURCES
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

from patterns.report.kernel import QUIET
from patterns.report.kernel_process import START

NAME = "python3"


class OnlyThisInterpreter(KernelSpecManager):
    """No look-up of kernels installed elsewhere on the computer."""

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the one kernel there is."""
        return {NAME: str(RESOURCES)}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the command that starts it.

        Raises
        ------
        NoSuchKernel
            If another one is asked for.
        """
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(
            resource_dir=str(RESOURCES), argv=[sys.executable, "-P", "-c", START, "-f", "{connection_file}", *QUIET],
            display_name="Python 3", language="python", metadata={"supported_encryption": "curve", "debugger": False},
        )  # fmt: skip

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kernel in the form that the server hands on."""
        return {NAME: {"resource_dir": str(RESOURCES), "spec": self.get_kernel_spec(NAME).to_dict()}}
