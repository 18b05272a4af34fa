#!/usr/bin/env python3
"""Measures what a larger specification costs its build, and prints the table of benches/README.md.

    python3 benches/growth.py [--operations 100 500 1000 2000 4000] [--target DIRECTORY] [--incremental] [--unpaged]
    python3 benches/growth.py --documents platform.json… [--target DIRECTORY] [--incremental]

For each number of operations (and 5 models for every 4 of them) it writes a made-up platform. With `--documents`, it takes these
instead, such as those that `benches/official.py` writes. It measures the generator in a build script as Cargo builds it and in an
optimized one (the median of five runs each), and `cargo check` and `cargo build` of the library alone, after its dependencies were
built. Processor time is in brackets. Memory is the peak of the largest process.
Without `--incremental`, the crate is built like a crate from a registry or from Git. A path dependency is built
incrementally, which takes longer the first time. With `--unpaged`, no operation has methods that read a list page by page.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
OPTIMIZED = {"CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL": "3"}


def run(command, environment):
    """Runs a command. Returns its output, wall seconds, processor seconds, and the peak of the largest process in MB."""
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or "cargo::error" in output:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{output[:2000]}")
    return output, time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6


def cargo(command, environment):
    return run(["cargo", command, "--quiet", "--lib", "--message-format", "json"], environment)


def build_script(environment):
    """Returns the path of the build script that Cargo has compiled."""
    for line in cargo("check", environment)[0].splitlines():
        message = json.loads(line)
        mine = f"file://{ROOT}#" in message.get("package_id", "")
        if mine and message["reason"] == "compiler-artifact" and "custom-build" in message["target"]["kind"]:
            return message["filenames"][0]
    sys.exit("Cargo named no build script")


def made_up(operations, folder, unpaged):
    """Writes a platform, and returns its file."""
    spec = folder / f"{operations}.json"
    subprocess.run([sys.executable, ROOT / "benches" / "platform.py", "--openapi3", "--operations", str(operations), "--models",
                    str(max(operations * 5 // 4, 60)), "--output", spec, *(["--unpaged"] if unpaged else [])], check=True)
    return spec


def main():
    arguments = argparse.ArgumentParser(description="Measures what a larger specification costs its build.")
    arguments.add_argument("--operations", type=int, nargs="+", default=[100, 500, 1000, 2000, 4000])
    arguments.add_argument("--documents", type=Path, nargs="+", default=[])
    arguments.add_argument("--target", default=str(ROOT / "target" / "growth"))
    arguments.add_argument("--incremental", action="store_true")
    arguments.add_argument("--unpaged", action="store_true")
    options = arguments.parse_args()
    target = Path(options.target).resolve()
    (target / "out").mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GENESYS")}
    environment |= {"CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": str(int(options.incremental))}

    scripts = [build_script(environment | {"CARGO_TARGET_DIR": str(target / "optimized")} | OPTIMIZED),
               build_script(environment)]
    cargo("build", environment)
    head = ["operations", "models", "document, MB", "code, MB", "generation, optimized, s", "generation, s",
            "`cargo check`, s", "memory, MB", "`cargo build`, s", "memory, MB", "load before"]
    print("| " + " | ".join(head) + " |")
    print("|" + "---:|" * len(head), flush=True)
    given = [path.resolve() for path in options.documents]
    for spec in given or (made_up(count, target, options.unpaged) for count in options.operations):
        document = json.loads(spec.read_text())
        operations = sum(len(methods) for methods in document["paths"].values())
        models = len(document["components"]["schemas"])
        chosen = environment | {"GENESYS_CLOUD_SPEC": str(spec)}
        direct = chosen | {"OUT_DIR": str(target / "out"), "CARGO_MANIFEST_DIR": str(ROOT)}
        generation = [sorted(run([script], direct)[1:3] for _ in range(RUNS))[RUNS // 2] for script in scripts]
        load = os.getloadavg()[0]
        measured = [cargo(command, chosen)[1:] for command in ("check", "build")]
        sizes = [spec.stat().st_size / 1e6, (target / "out" / "api.rs").stat().st_size / 1e6]
        cells = [f"{operations}", f"{models}", *(f"{size:.1f}" for size in sizes),
                 *(f"{wall:.1f} ({processor:.1f})" for wall, processor in generation),
                 *(cell for wall, processor, memory in measured for cell in (f"{wall:.0f} ({processor:.0f})", f"{memory:.0f}")),
                 f"{load:.1f}"]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
