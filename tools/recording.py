#!/usr/bin/env python3
"""Records a program in a terminal, as an animated SVG. Needs tmux.

    python3 tools/recording.py revoke target/debug   # genesys-tokens, which is in this folder
    python3 tools/recording.py tour                  # the example, in this repository
"""

import html
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COLUMNS = 80
WIDTH, HEIGHT = 8.43, 19
# How long the last picture stays, in seconds.
LAST = 6.0
# The picture, its title, its rows, and what is typed, each with the text after which the next is typed.
RECORDINGS = {
    "revoke": (
        "tools/genesys-tokens/revoke.svg",
        "A run of genesys-tokens revoke in a terminal",
        12,
        [("genesys-tokens revoke --sandbox --all-users --per-minute 300", "[y/N]"), ("y", "Note:")],
    ),
    "tour": (
        "src/docs/tour.svg",
        "All six operations of the Tokens API against the sandbox, in a terminal",
        17,
        [("cargo run --quiet --example tour --features sandbox", "no longer uses it")],
    ),
}


def record(typed, rows, folder, programs):
    """Returns the pictures of the terminal, each with the time at which it appeared."""
    socket = os.path.join(folder, "socket")
    tmux = ["tmux", "-S", socket, "-f", "/dev/null"]
    # In a new folder, or in this repository. No picture has a path of this machine.
    path = os.environ["PATH"] if programs is None else os.path.abspath(programs) + ":" + os.environ["PATH"]
    home = os.environ["HOME"] if programs is None else folder
    environment = {"HOME": home, "PATH": path, "PS1": "$ ", "TERM": "screen"}
    if "CARGO_TARGET_DIR" in os.environ:
        environment["CARGO_TARGET_DIR"] = os.environ["CARGO_TARGET_DIR"]
    shell = ["env", "-i", *[f"{name}={value}" for name, value in environment.items()], "bash", "--norc", "--noprofile"]
    subprocess.run([*tmux, "new-session", "-d", "-s", "r", "-x", str(COLUMNS), "-y", str(rows), "-c", folder if programs else ROOT, *shell], check=True)
    start = time.monotonic()
    frames = []

    def watch(seconds, until=None):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = subprocess.run([*tmux, "capture-pane", "-p", "-t", "r"], check=True, capture_output=True, text=True).stdout
            if not frames or frames[-1][1] != shown:
                frames.append((time.monotonic() - start, shown))
            if until and until in shown:
                return
            time.sleep(0.05)

    def type_text(text):
        for character in text:
            subprocess.run([*tmux, "send-keys", "-t", "r", "-l", character], check=True)
            watch(0.05)
        subprocess.run([*tmux, "send-keys", "-t", "r", "Enter"], check=True)

    watch(1)
    start = time.monotonic()
    frames.clear()
    watch(0.5)
    for text, until in typed:
        type_text(text)
        watch(60, until=until)
        watch(1)
    watch(0.5)
    subprocess.run([*tmux, "kill-server"], check=True)
    return frames


def svg(frames, title, rows):
    """Returns the pictures as groups, each of which is visible in its time."""
    total = frames[-1][0] + LAST
    width, height = round(COLUMNS * WIDTH + 24), rows * HEIGHT + 24
    style, groups = [], []
    for number, (begin, shown) in enumerate(frames):
        end = frames[number + 1][0] if number + 1 < len(frames) else total
        first, last = 100 * begin / total, 100 * end / total
        hidden = "" if first == 0 else "0%{visibility:hidden}"
        after = "" if number + 1 == len(frames) else f"{last:.3f}%{{visibility:hidden}}"
        style.append(f"@keyframes f{number}{{{hidden}{first:.3f}%{{visibility:visible}}{after}}}")
        style.append(f"#f{number}{{animation:f{number} {total:.2f}s step-end infinite}}")
        lines = [
            f'<text x="12" y="{12 + HEIGHT * (row + 0.75):.0f}">{html.escape(line.rstrip())}</text>'
            for row, line in enumerate(shown.split("\n"))
            if line.strip()
        ]
        groups.append(f'<g id="f{number}">{"".join(lines)}</g>')
    # Where nothing is animated, the last picture is shown.
    style.append(f"#f{len(frames) - 1}{{visibility:visible}}")
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{title}">',
        "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}",
        "g{visibility:hidden}" + "".join(style) + "</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
        *groups,
        "</svg>\n",
    ])


def main():
    output, title, rows, typed = RECORDINGS[sys.argv[1]]
    programs = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        frames = record(typed, rows, folder, programs)
    with open(os.path.join(ROOT, output), "w", encoding="utf-8") as file:
        file.write(svg(frames, title, rows))
    print(f"{output}: {len(frames)} pictures, {frames[-1][0] + LAST:.0f} s")


main()
