"""Measures whole processes against public tools and writes docs/benchmarks.md.

    python3 .ci/bench.py [--size BYTES] [--rounds N]

The commands run one after the other in rounds, and what counts is the median over the rounds of the ratio of their CPU
times: absolute times drift, ratios within a round less so. A tool that is not there is left out: ripgrep is the command rg,
DuckDB the npm package @duckdb/node-api, found by node from NODE_PATH.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "heavy"))
import compiler
import heavy

RULE = "rules/defender/t1609-container-administration-command"
NOW = "2026-11-20T12:00:00Z"
TOOLS = "docker|kubectl|crictl|ctr|nerdctl|podman"

# As internal/workload has it.
BYTES_PER_EVENT = 2150

# Without a literal that a line would have to hold: all columns that it names are read of every event.
PLAIN_RULE = """DeviceProcessEvents
| where TimeGenerated > ago(1d)
| where strlen(ProcessCommandLine) > 400 or InitiatingProcessFileName !in~ ("svchost.exe", "services.exe", "bash", "systemd")
| project TimeGenerated, DeviceName, AccountName, AccountDomain, FileName, InitiatingProcessCommandLine, InitiatingProcessParentFileName
| summarize Events = count(), Newest = max(TimeGenerated) by DeviceName, FileName
"""

# Events of all devices, grouped: the states of parts are merged.
GROUPS_RULE = """DeviceProcessEvents
| summarize count(), dcount(AccountName), make_set(InitiatingProcessFileName, 20), max(TimeGenerated) by DeviceName, FileName
"""

# How many rules are evaluated at once, as BenchmarkMany does.
MANY = (20, 100, 1000)

# What the wheres of the rule of T1609 ask for up to the score, over the same columns.
SQL = """
SELECT count(*), max(length(InitiatingProcessCommandLine)), max(DeviceName), max(AccountName), max(AccountDomain), max(InitiatingProcessParentFileName)
FROM {source}
WHERE TimeGenerated > TIMESTAMP '2026-11-19 12:00:00'
  AND (lower(FileName) IN ({tools}) OR lower(InitiatingProcessFileName) IN ({tools}))
  AND regexp_matches(ProcessCommandLine, '(?i)\\b(exec|run|attach)\\b')
"""
NDJSON = """read_ndjson('{file}', columns = {{TimeGenerated: 'TIMESTAMP', DeviceName: 'VARCHAR', AccountName: 'VARCHAR',
  AccountDomain: 'VARCHAR', FileName: 'VARCHAR', ProcessCommandLine: 'VARCHAR', InitiatingProcessFileName: 'VARCHAR',
  InitiatingProcessCommandLine: 'VARCHAR', InitiatingProcessParentFileName: 'VARCHAR'}})"""
DUCKDB = """const {{ DuckDBInstance }} = require("@duckdb/node-api");
(async () => {{
  const db = await (await DuckDBInstance.create(":memory:", {{ threads: "1" }})).connect();
  console.log((await db.runAndReadAll(`{sql}`)).getRows());
}})();
"""


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=int, default=1_000_000_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--events", type=int, default=10_000_000, help="for the heavy operators")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = prepare(folder, options.size)
        results = measure(commands, options.rounds)
        of_parquet = parquet(folder, options)
    text = "".join([
        page(results, options),
        of_parquet,
        predicates(),
        terms(),
        many(results),
        "\n".join(["", *compiler.lines(500, options.rounds)]).rstrip() + "\n",
        "\n".join(["", *heavy.lines(options.events, options.rounds)]).rstrip() + "\n",
    ])
    with open("docs/benchmarks.md", "w") as out:
        out.write(text)


def parquet(folder, options):
    """The rule of T1609 over Parquet against DuckDB."""
    at = lambda name: os.path.join(folder, name)
    commands = {}
    for name, size in (("events", options.size), ("few", 10 * BYTES_PER_EVENT)):
        file = at(name + ".parquet")
        subprocess.run(["go", "run", "./internal/workload/cmd", "-size", str(size), "-o", file], check=True, stdout=subprocess.DEVNULL)
        commands["own " + name] = [at("detector"), "--input", file, "--now", NOW, "--workers", "1"]
        if duckdb := duckdb_command(at(name + ".js"), f"read_parquet('{file}')"):
            commands["DuckDB " + name] = duckdb
    results = measure(commands, options.rounds)
    alone = lambda who: [a - b for a, b in zip(results[who + " events"][0], results[who + " few"][0])]
    if "DuckDB events" not in results:
        return ""
    own, duckdb = alone("own"), alone("DuckDB")
    row = lambda name, who, cpu, speed: (f"| {name} | {statistics.median(cpu):.2f} | {statistics.median(results[who + ' events'][0]):.2f} "
                                         f"| {max(results[who + ' events'][2]) // 1024} | {speed} |\n")
    return f"""
## Parquet

The rule of T1609 over the same events as Parquet ({os.path.getsize(at("events.parquet")) // 1000000} MB, zstd, row groups of 100,000), and DuckDB with the SQL of above, one
thread. CPU time of the query alone is that of the process less that of the same over ten events.

| command | query, CPU s | process, CPU s | peak MB | speed against DuckDB |
|---|---|---|---|---|
{row("T1609, one worker", "own", own, f"{statistics.median(b / a for a, b in zip(own, duckdb)):.2f}")}{row("DuckDB, one thread", "DuckDB", duckdb, "1.00")}"""


def duckdb_command(script, source):
    """The command of DuckDB over a source; None where it is not there."""
    if not shutil.which("node") or subprocess.run(["node", "-e", "require('@duckdb/node-api')"], stderr=subprocess.DEVNULL).returncode != 0:
        return None
    tools = ", ".join(f"'{t}'" for t in TOOLS.split("|"))
    with open(script, "w") as f:
        f.write(DUCKDB.format(sql=SQL.format(source=source, tools=tools).replace("\\", "\\\\")))
    return ["node", script]


def predicates():
    """The rule on decoded events, against other languages of predicates."""
    run = subprocess.run(["go", "run", "."], cwd=".ci/predicates", check=True, stdout=subprocess.PIPE)
    ns = json.loads(run.stdout)
    return f"""
## Decoded events

The rule of T1609 on events that are decoded already, in nanoseconds of CPU, medians of rounds in which all take turns
(`cd .ci/predicates && go run .`). cel-go and expr-lang evaluate the wheres of the rule up to the score.

| what | ns | times |
|---|---|---|
| an event of the workload | {ns["Event"]:.1f} | 1 |
| an event that the wheres let through | {ns["Match"]:.0f} | |
| an event by cel-go | {ns["CEL"]:.0f} | {ns["CEL"] / ns["Event"]:.0f} |
| an event by expr-lang | {ns["Expr"]:.0f} | {ns["Expr"] / ns["Event"]:.0f} |

An event that the wheres do not let through allocates {ns["Allocations"]:.0f} times.
"""


def terms():
    """The operator has against lower-casing."""
    run = subprocess.run(["go", "test", "-run", "^$", "-bench", "Has$", "./kql"], check=True, stdout=subprocess.PIPE, text=True)
    ns = {}
    for needle, how, value in re.findall(r"^BenchmarkHas/needle=(\S+)/impl=(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op", run.stdout, re.M):
        ns.setdefault(needle.replace("_", " "), {})[how] = float(value)
    rows = "".join(f"| `{needle}` | {of['HasTerm']:.0f} | {of['ToLower+Index']:.0f} | {of['ToLower+Index'] / of['HasTerm']:.0f} |\n" for needle, of in ns.items())
    return f"""
## Terms

`has` on command lines against `strings.Contains(strings.ToLower(text), needle)`, which does not look for the ends of terms, in
nanoseconds a line (`go test -bench 'Has$' ./kql`).

| needle | `has` | ToLower and Index | times |
|---|---|---|---|
{rows}"""


def many(results):
    """Many rules at once; results are those of programs of them and of DuckDB over a file."""
    run = subprocess.run(["go", "test", "-run", "^$", "-bench", "Many", "-benchtime", "3x", "./internal/compile"],
                         check=True, stdout=subprocess.PIPE, text=True)
    rows = ""
    for line in run.stdout.splitlines():
        if match := re.match(r"BenchmarkMany/(\d+)_rules", line):
            ns = {name: float(value) for value, name in re.findall(r"([\d.]+) (\S+)", line)}
            against, file = "", results[f"{match[1]} rules"][0]
            if duckdb := results.get("DuckDB, one thread"):
                against = f"{statistics.median(b / a for a, b in zip(file, duckdb[0])):.2f}"
            rows += (f"| {match[1]} | {ns['loop-ns/event']:.0f} | {ns['engine-ns/event']:.0f} | {ns['times']:.1f} "
                     f"| {statistics.median(file):.2f} | {against} |\n")
    return f"""
## Many rules

Published rules over `DeviceProcessEvents` that require something of an event, and variants of them: in nanoseconds of CPU a
decoded event, evaluated by each rule in turn and by the engine (`go test -bench Many ./internal/compile`); and as programs over
the file of above, one worker, in seconds of CPU, whose speed is compared with that of DuckDB and the one rule.

| rules | each in turn | engine | times | file, CPU s | speed against DuckDB |
|---|---|---|---|---|---|
{rows}"""


def prepare(folder, size):
    """The commands to measure, by name; the first is what others are compared with."""
    at = lambda name: os.path.join(folder, name)
    run = lambda *args: subprocess.run(args, check=True, stdout=subprocess.DEVNULL)
    events = at("events.ndjson")
    run("go", "run", "./internal/workload/cmd", "-size", str(size), "-o", events)
    run("go", "build", "-o", at("kqlc"), "./cmd/kqlc")
    with open(at("plain.kql"), "w") as f:
        f.write(PLAIN_RULE)
    run(at("kqlc"), "build", RULE, "-o", at("detector"))
    with open(at("groups.kql"), "w") as f:
        f.write(GROUPS_RULE)
    run(at("kqlc"), "build", at("plain.kql"), "-o", at("plain"))
    run(at("kqlc"), "build", at("groups.kql"), "-o", at("groups"))
    commands = {}
    if shutil.which("rg"):
        commands["rg -i -c"] = ["rg", "-i", "-c", TOOLS, events]
    flags = ["--input", events, "--now", NOW, "--workers"]
    commands["T1609, one worker"] = [at("detector"), *flags, "1"]
    commands["T1609, two workers"] = [at("detector"), *flags, "2"]
    commands["T1609, without vectors"] = ["env", "GODEBUG=cpu.all=off", at("detector"), *flags, "1"]
    commands["a rule without literals"] = [at("plain"), *flags, "1"]
    commands["a rule without literals, two workers"] = [at("plain"), *flags, "2"]
    commands["an aggregation, one worker"] = [at("groups"), *flags, "1"]
    commands["an aggregation, two workers"] = [at("groups"), *flags, "2"]
    for number in MANY if os.path.isdir(compiler.SHARED) else ():
        run(at("kqlc"), "build", *compiler.many_rules(at(f"rules{number}"), number), "-o", at(f"detector{number}"))
        commands[f"{number} rules"] = [at(f"detector{number}"), *flags, "1"]
    if "1000 rules" in commands:
        commands["1000 rules, two workers"] = [at("detector1000"), *flags, "2"]
    if duckdb := duckdb_command(at("duckdb.js"), NDJSON.format(file=events)):
        commands["DuckDB, one thread"] = duckdb
    return commands


def measure(commands, rounds):
    """CPU and wall seconds of each round, and the largest memory in KB, by command."""
    results = {name: ([], [], []) for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.monotonic()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if status != 0:
                sys.exit(f"{name}: status {status}: {' '.join(command)}")
            cpu, wall, memory = results[name]
            cpu.append(usage.ru_utime + usage.ru_stime)
            wall.append(time.monotonic() - start)
            memory.append(usage.ru_maxrss)
    return results


def page(results, options):
    names = list(results)
    first = names[0]
    lines = [
        "# Benchmarks",
        "",
        "`make bench` writes this page: whole processes over a file of `DeviceProcessEvents` in the page cache, made by",
        f"`go run ./internal/workload/cmd -size {options.size}`. Medians of {options.rounds} rounds in which the commands take turns.",
        "Ratios are of CPU time within a round.",
        "",
        f"| command | CPU s | wall s | peak MB | CPU against `{first}` |",
        "|---|---|---|---|---|",
    ]
    for name in names:
        cpu, wall, memory = results[name]
        ratio = statistics.median(a / b for a, b in zip(cpu, results[first][0]))
        lines.append(f"| {name} | {statistics.median(cpu):.2f} | {statistics.median(wall):.2f} | {max(memory) // 1024} | {ratio:.2f} |")
    lines += [
        "",
        f"- `rg -i -c` is `rg -i -c '{TOOLS}'`: the search of the text for the names of the tools, and nothing else.",
        f"- T1609 is `kqlc build {RULE}`, run as `detector --input FILE --now {NOW} --workers N`.",
        "- Without vectors is the same with `GODEBUG=cpu.all=off`, which turns off Go's own kernels too.",
        "- The rule without literals reads seven columns and the time of every event; the aggregation counts all events by device",
        "  and file, with their accounts and parents. Both are in `.ci/bench.py`. Two workers evaluate parts of the file and merge",
        "  their states.",
        "- 20, 100 and 1000 rules are those of *Many rules* below, by one worker where nothing else is said.",
        "- DuckDB evaluates the conditions of T1609 up to the score over the columns of the rule, named with their types, by one",
        "  thread; starting node is part of it.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
