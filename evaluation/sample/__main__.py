"""Command: ``python -m evaluation.sample --out data/sample`` writes candidates.jsonl."""

import argparse
import sys
from pathlib import Path

from evaluation.sample.generate import SEED, candidates, to_lines
from evaluation.sample.parts import load_parts


def main(arguments: list[str] | None = None) -> int:
    """Write candidates.jsonl into the folder that also holds the parts.

    Args:
        arguments: Command line without the program name; None reads the real one.

    Returns:
        0 when written, 1 when the folder or a part is missing.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.sample", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder data/sample")
    parser.add_argument("--seed", default=SEED, help="another seed gives other people")
    options = parser.parse_args(arguments)
    try:
        lines = to_lines(candidates(load_parts(options.out), seed=options.seed))
        target = options.out / "candidates.jsonl"
        target.write_text(lines, encoding="utf-8", newline="\n")
    except OSError as error:
        sys.stderr.write(f"cannot write the sample: {error}; is --out the folder data/sample?\n")
        return 1
    sys.stderr.write(f"{target}: {lines.count(chr(10))} candidates\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
