"""What is exported from JupyterLab as a page or as slides loads nothing from elsewhere when it is opened.

nbconvert writes into every page where a browser is to fetch scripts for formulas, widgets and diagrams. Not all of
these addresses can be set, so all are taken out where it has gathered them.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

FETCHED = (
    "require_js_url", "mathjax_url", "jquery_url", "mermaid_js_url", "mermaid_layout_elk_js_url",
    "jupyter_widgets_base_url", "widget_renderer_url",
)  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "HTMLExporter": {"preprocessors": ["patterns.lab.exports.LoadsNothing"]},
    "SlidesExporter": {"reveal_url_prefix": "reveal.js", "font_awesome_url": ""},  # a folder beside the slides
}


class LoadsNothing(Preprocessor):
    """Leave the notebook as it is, and the page without addresses to fetch from."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Return the notebook, and what the page is made with."""
        resources.update(dict.fromkeys(FETCHED, ""))
        return nb, resources
