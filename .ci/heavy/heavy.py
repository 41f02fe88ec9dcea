"""Heavy operators over decoded events against DuckDB's in-memory equivalent, one thread.

    python3 .ci/heavy/heavy.py [--events N] [--rounds N]

The rules in .ci/heavy/rules are generated into a module of their own and run by main.txt; duckdb.js runs the equal SQL over
equal events. Both write the CPU time of the evaluation alone, and sums over the rows, which are compared.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import module as modules

RULES = ["group", "join", "sort", "top", "distinct"]
APPROXIMATE = {"group": 1}  # which number is an estimate: dcount and approx_count_distinct


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    print("\n".join(lines(options.events, options.rounds)))


def lines(events, rounds):
    """The section of docs/benchmarks.md; empty where there is no DuckDB."""
    found = subprocess.run(["node", "-e", "require('@duckdb/node-api')"], stderr=subprocess.DEVNULL) if shutil.which("node") else None
    if found is None or found.returncode != 0:
        return []
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder)
        results = {rule: measure(program, rule, events, rounds) for rule in RULES}
    out = [
        "## Heavy operators",
        "",
        f"The rules of `.ci/heavy/rules` over {events} decoded events ({events // 10} on the right of the join), and DuckDB with the",
        f"equal SQL over tables in memory, one thread. CPU time of the evaluation alone; medians of {rounds} rounds in turns.",
        "",
        "| rule | rows | CPU s | DuckDB | speed against DuckDB |",
        "|---|---|---|---|---|",
    ]
    for rule, (rows, own, duck) in results.items():
        ratio = statistics.median(b / a for a, b in zip(own, duck))
        out.append(f"| {rule} | {rows} | {statistics.median(own):.2f} | {statistics.median(duck):.2f} | {ratio:.2f} |")
    return out + [""]


def build(folder):
    """The program, from generated evaluators."""
    module = os.path.join(folder, "heavy")
    shutil.copytree(HERE, module)
    for file in ("main", "events"):  # not .go here: they are no package of this module
        os.rename(os.path.join(module, file + ".txt"), os.path.join(module, file + ".go"))
    modules.make(module, "heavy")
    kqlc = os.path.join(folder, "kqlc")
    subprocess.run(["go", "build", "-o", kqlc, "./cmd/kqlc"], check=True, cwd=ROOT)
    subprocess.run([kqlc, "--schema", "tables.kql", "generate", "rules"], check=True, cwd=module, stdout=subprocess.DEVNULL)
    program = os.path.join(folder, "program")
    subprocess.run(["go", "build", "-mod=mod", "-o", program, "."], check=True, cwd=module)
    return program


def measure(program, rule, events, rounds):
    """The number of rows, and the seconds of each round: our own, and DuckDB's."""
    own, duck = [], []
    for _ in range(rounds):
        a, b = (
            json.loads(subprocess.run(command + [rule, str(events)], check=True, stdout=subprocess.PIPE).stdout)
            for command in ([program], ["node", os.path.join(HERE, "duckdb.js")])
        )
        if rule in APPROXIMATE:
            a["Numbers"][APPROXIMATE[rule]] = b["Numbers"][APPROXIMATE[rule]]
        if (a["Rows"], a["Numbers"]) != (b["Rows"], b["Numbers"]):
            raise SystemExit(f"{rule}: the rows differ: {a} and {b}")
        own.append(a["Seconds"])
        duck.append(b["Seconds"])
    return a["Rows"], own, duck


if __name__ == "__main__":
    main()
