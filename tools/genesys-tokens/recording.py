#!/usr/bin/env python3
"""Records `revoke` at the sandbox in a terminal, as an animated SVG: python3 tools/genesys-tokens/recording.py target/debug/genesys-tokens

Needs tmux. The program runs in a new folder, so that the picture has no path of this machine.
"""

import html
import os
import subprocess
import sys
import tempfile
import time

COLUMNS, ROWS = 80, 12
WIDTH, HEIGHT = 8.43, 19
COMMAND = "genesys-tokens revoke --sandbox --all-users --per-minute 300"
OUTPUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "revoke.svg")
# How long the last picture stays, in seconds.
LAST = 6.0


def record(program, folder):
    """Returns the pictures of the terminal, each with the time at which it appeared."""
    socket = os.path.join(folder, "socket")
    tmux = ["tmux", "-S", socket, "-f", "/dev/null"]
    environment = {"HOME": folder, "PATH": os.path.dirname(program) + ":" + os.environ["PATH"], "PS1": "$ ", "TERM": "screen"}
    shell = ["env", "-i", *[f"{name}={value}" for name, value in environment.items()], "bash", "--norc", "--noprofile"]
    subprocess.run([*tmux, "new-session", "-d", "-s", "r", "-x", str(COLUMNS), "-y", str(ROWS), "-c", folder, *shell], check=True)
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
    type_text(COMMAND)
    watch(10, until="[y/N]")
    watch(1)
    type_text("y")
    watch(20, until="Note:")
    watch(0.5)
    subprocess.run([*tmux, "kill-server"], check=True)
    return frames


def svg(frames):
    """Returns the pictures as groups, each of which is visible in its time."""
    total = frames[-1][0] + LAST
    width, height = round(COLUMNS * WIDTH + 24), ROWS * HEIGHT + 24
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
        'aria-label="A run of genesys-tokens revoke in a terminal">',
        "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}",
        "g{visibility:hidden}" + "".join(style) + "</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
        *groups,
        "</svg>\n",
    ])


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        frames = record(program, folder)
    with open(OUTPUT, "w", encoding="utf-8") as file:
        file.write(svg(frames))
    print(f"{OUTPUT}: {len(frames)} pictures, {frames[-1][0] + LAST:.0f} s")


main()
