"""JupyterLab on a case, and what its notebooks call."""
