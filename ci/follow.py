#!/usr/bin/env python3
"""Turns a page into a script that does what the page says: its files are written and its commands run, in their order.

A block of a page is a file (```java file=src/main/java/first/FirstPlugin.java), a step (```sh step), or a step that
has to be done once on a machine (```sh install), which makes a script of its own. A block that is nothing of this is
refused, so that nothing stands there that nobody has run; one without a language is a picture.

usage: follow.py PAGE [install] >SCRIPT
"""
import shlex
import sys

FENCE = "```"


def blocks(lines):
    """What stands behind the fence that opens a block, and the block's text."""
    for line in lines:
        if line.startswith(FENCE):
            opening = line.removeprefix(FENCE).strip()
            text = []
            for inner in lines:
                if inner.rstrip() == FENCE:
                    break
                text.append(inner)
            yield opening, "".join(text)


def commands(mark, text):
    if mark in ("step", "install"):
        return text
    if mark.startswith("file="):
        file = shlex.quote(mark.removeprefix("file="))
        return f"mkdir -p \"$(dirname {file})\"\ncat >{file} <<'END_OF_FILE'\n{text}END_OF_FILE\n"
    raise SystemExit(f"neither a file nor a step: {mark}\n{text}")


def main():
    with open(sys.argv[1], encoding="utf-8") as page:
        parts = [(opening.partition(" ")[2], text) for opening, text in blocks(iter(page)) if opening]
    installs = "install" in sys.argv[2:]
    script = [commands(mark, text) for mark, text in parts if (mark == "install") == installs]
    if not script:
        raise SystemExit("the page says nothing to do")
    # What the page starts in the background ends with the script, also where a step fails.
    print("set -eu\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + "\n".join(script))


if __name__ == "__main__":
    main()
