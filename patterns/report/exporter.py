"""The page for the browser as an nbconvert format, for notebooks run by hand: `--to patterns-html`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter

from patterns.report import page
from patterns.report.blocks import of_notebook


class PageExporter(Exporter):
    """Turn the blocks of an executed report notebook into the report's page; code and prose stay behind."""

    export_from_notebook = "Progress report (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> Any:
        """Return the page and the resources of an executed notebook."""
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        return page.render(of_notebook(notebook)), resources
