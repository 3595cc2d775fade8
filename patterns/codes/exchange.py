"""Passages in the formats of two labelling programs: doccano's JSONL and Label Studio's JSON. Files only."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from patterns.codes.book import Codebook
from patterns.schema import records

FROM, TO = "code", "text"  # names in Label Studio's labelling template: <Labels name="code" toName="text">


def doccano(messages: pd.DataFrame, suggestions: pd.DataFrame) -> str:
    """Return one JSON object a line for each message with a suggestion: its text, its labels [start, stop, code]."""
    lines = []
    for message, text, found in _by_message(messages, suggestions):
        label = [[row["start"], row["stop"], row["code"]] for row in found]
        lines.append(json.dumps({"text": text, "label": label, "message_id": message}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def label_studio(
    messages: pd.DataFrame, suggestions: pd.DataFrame, reviewed: pd.DataFrame, book: Codebook
) -> str:
    """Return a JSON list of tasks: what is proposed as `predictions`, what a person confirmed as `annotations`."""
    confirmed = {
        (row["message_id"], row["code"]) for row in records(reviewed.loc[reviewed["decision"] == "yes"])
    }
    tasks: list[dict[str, Any]] = []
    for message, text, found in _by_message(messages, suggestions):
        decided = [row for row in found if (message, row["code"]) in confirmed]
        task: dict[str, Any] = {
            "data": {"text": text, "message_id": message},
            "predictions": [{"model_version": f"codebook {book.version} {book.digest}", "result": _spans(text, found)}],
        }
        if decided:
            task["annotations"] = [{"result": _spans(text, decided)}]
        tasks.append(task)
    return json.dumps(tasks, ensure_ascii=False, indent=1)


def _by_message(messages: pd.DataFrame, suggestions: pd.DataFrame) -> list[tuple[str, str, list[dict[str, Any]]]]:
    texts = dict(zip(messages["message_id"], messages["text"], strict=True))
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in records(suggestions):
        groups.setdefault(row["message_id"], []).append(row)
    return [(message, str(texts[message]), found) for message, found in groups.items() if message in texts]


def _spans(text: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{number}", "from_name": FROM, "to_name": TO, "type": "labels",
            "value": {"start": row["start"], "end": row["stop"], "text": text[row["start"] : row["stop"]],
                      "labels": [row["code"]]},
        }
        for number, row in enumerate(found, start=1)
    ]  # fmt: skip
