"""How much of what people write is found, and how much of what is found is it.

    python benchmarks/finding.py [--portion develop|final|both] [--agreement]

On the invented messages of tests/gold: precision and recall of every code, of the clear suggestions and of all of
them. On three public sets (ConvAbuse, HateCheck, GoEmotions), where the environment variable PATTERNS_TEXTS names the
folder they lie in: the figures that are to be reached, each beside what was reached. `--agreement` prints how far the
two passes over the invented messages agree.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from patterns.codes import load_codebook
from patterns.codes.agreement import Unit, agreement
from tests.gold import as_messages, read_gold
from tests.gold.counting import Counts, by_code, counted, flagged, holding, proposed

PEERS = {"alt-profanity-check": "profanity_check", "better-profanity": "better_profanity"}
FAMILIES = {"remorse": "apology", "gratitude": "repair taken up"}  # label of GoEmotions -> the code with its words
AT_MOST = {"counter_quote_nh", "counter_ref_nh", "negate_neg_nh", "profanity_nh", "slur_reclaimed_nh"}
TRAIN, VALID = "train.csv", "valid.csv"


# -- the invented messages -----------------------------------------------------------------------------------------


def print_gold(portions: Sequence[str]) -> None:
    """Print precision and recall of every code, with the sum over all."""
    gold = read_gold()
    found = proposed(as_messages(gold))
    for portion in portions:
        rows = gold.loc[gold["portion"] == portion]
        held = found.loc[found["message_id"].isin(rows["id"])]
        clear, both = by_code(rows, held.loc[held["strength"] == "clear"]), by_code(rows, held)
        print(f"Invented messages, {portion}: {len(rows)} of {rows['conversation'].nunique()} conversations")
        print(f"  {'code':22} {'n':>4}   clear P   R      with possible P   R")
        for code in clear:
            print_line(code, clear[code], both[code])
        print_line("all", total(clear.values()), total(both.values()))


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def print_line(name: str, clear: Counts, both: Counts) -> None:
    """Print one row of the table."""
    print(
        f"  {name:22} {clear.right + clear.missed:4}      {clear.precision:5.2f} {clear.recall:5.2f}"
        f"           {both.precision:5.2f} {both.recall:5.2f}"
    )


def print_agreement() -> None:
    """Print how far the two passes agree, code by code."""
    gold = read_gold()
    print("Agreement of the two passes (one coder, twice)")
    for code in load_codebook().codes:
        units = [
            Unit(row.id, row.conversation, code in row.first, code in row.second)
            for row in gold.itertuples(index=False)
        ]
        one = agreement(code, units)
        print(
            f"| {code} | {sum(unit.one for unit in units)} | {sum(unit.other for unit in units)} | {one.both_yes} "
            f"| {one.raw:.3f} | {one.positive:.2f} | {one.kappa:.2f} | {one.alpha:.2f} "
            f"| {one.low:.2f} to {one.high:.2f} |"
        )


# -- the public sets -----------------------------------------------------------------------------------------------


def print_convabuse(folder: Path) -> None:
    """Print precision, recall and F1 on ConvAbuse."""
    rows = pd.concat([pd.read_csv(folder / name) for name in (TRAIN, VALID)], ignore_index=True)
    texts, meant = rows["user"].fillna("").astype(str).tolist(), rows["abuse"].astype(bool).tolist()
    clear, either = flagged(texts)
    one, both = counted(clear, meant), counted(either, meant)
    print(f"ConvAbuse, {len(rows):,} user turns, {sum(meant)} of them abusive")
    print(f"  clear          P {one.precision:.3f} (.957)  R {one.recall:.3f} (.344)  F1 {one.f1:.3f}")
    print(f"  with possible  P {both.precision:.3f}  R {both.recall:.3f}  F1 {both.f1:.3f} (.702; stretch .794)")
    for name, tell in peers().items():
        other = counted(tell(texts), meant)
        print(f"  {name}  P {other.precision:.3f}  R {other.recall:.3f}  F1 {other.f1:.3f}")


def peers() -> dict[str, Callable[[Sequence[str]], list[bool]]]:
    """Return the packages to compare with that are installed; the others are named as missing."""
    found: dict[str, Callable[[Sequence[str]], list[bool]]] = {}
    for name, module in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"  {name}: not installed")
    if importlib.util.find_spec("profanity_check"):
        from profanity_check import predict

        found["alt-profanity-check"] = lambda texts: [bool(each) for each in predict(list(texts))]
    if importlib.util.find_spec("better_profanity"):
        from better_profanity import profanity

        found["better-profanity"] = lambda texts: [profanity.contains_profanity(text) for text in texts]
    return found


def print_hatecheck(folder: Path) -> None:
    """Print the share flagged of every function that is not hateful."""
    rows = pd.read_csv(folder / "cases_dev.csv")
    rows = rows.loc[rows["label_gold"] == "non-hateful"]
    clear, either = flagged(rows["test_case"].tolist())
    shares = rows.assign(clear=clear, either=either).groupby("functionality")[["clear", "either"]].agg(["mean", "size"])
    print(f"HateCheck, {len(rows)} cases that are not hateful: share flagged")
    for name, share in shares.iterrows():
        wanted = " (at most .05)" if name in AT_MOST else ""
        print(
            f"  {name:20} clear {share['clear', 'mean']:.3f}{wanted:15} with possible {share['either', 'mean']:.3f}"
            f"  of {int(share['clear', 'size'])}"
        )


def print_goemotions(folder: Path) -> None:
    """Print incident flags among neutral comments, and how well remorse and gratitude are known by their words."""
    rows = pd.read_csv(folder / "dev.csv", keep_default_na=False)
    texts, labels = rows["text"].tolist(), [set(each.split("|")) for each in rows["labels"]]
    clear, _ = flagged(texts)
    print(f"GoEmotions, {len(rows):,} comments: clear incident flags per 1,000 neutral ones (at most 7.5; stretch 3)")
    for name, meant in (
        ("neutral alone", [each == {"neutral"} for each in labels]),
        ("neutral among others", ["neutral" in each for each in labels]),
    ):
        hit = sum(one and other for one, other in zip(clear, meant, strict=True))
        print(f"  {name:20} {hit} of {sum(meant):,}: {1000 * hit / sum(meant):.2f}")
    for (label, code), wanted in zip(FAMILIES.items(), (".633", ".903"), strict=True):
        one = counted(holding(texts, code), [label in each for each in labels])
        print(f"  {label:10} P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f} ({wanted})")


def main() -> None:
    """Print every figure that can be had here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portion", choices=("develop", "final", "both"), default="both")
    parser.add_argument("--agreement", action="store_true", help="only how far the two passes agree")
    wanted = parser.parse_args()
    if wanted.agreement:
        print_agreement()
        return
    print_gold(("develop", "final") if wanted.portion == "both" else (wanted.portion,))
    folder = Path(os.environ.get("PATTERNS_TEXTS", ""))
    for name, show in (
        ("convabuse", print_convabuse), ("hatecheck", print_hatecheck), ("goemotions", print_goemotions),
    ):  # fmt: skip
        if os.environ.get("PATTERNS_TEXTS") and (folder / name).is_dir():
            show(folder / name)
        else:
            print(f"{name}: PATTERNS_TEXTS names no folder that holds it")


if __name__ == "__main__":
    main()
