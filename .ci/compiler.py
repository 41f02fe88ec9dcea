"""Speed of the compiler, and of building again, on the published rules of ../shared.

    python3 .ci/compiler.py [--rules N] [--rounds N]

Every measurement has caches of its own, so that what is new is new. CPU time is that of the command and all that it starts.
"""
import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

SHARED = "../shared"
SCHEMAS = [f"--schema={os.path.abspath(SHARED)}/schemas/{name}.json" for name in ("tables", "functions")]
RULE = "rules/defender/t1609-container-administration-command/rule.yaml"
COLD = 3  # rounds of cold builds, which take ten seconds each
RUN = ["--input", os.path.abspath("docs/sample/DeviceProcessEvents.ndjson"), "--now", "2026-11-20T12:00:00Z"]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rules", type=int, default=500, help="of the program that is built cold and after an edit")
    options.add_argument("--rounds", type=int, default=5)
    options = options.parse_args()
    print("\n".join(lines(options.rules, options.rounds)))


def lines(rules, rounds):
    """The section of docs/benchmarks.md; empty where there are no published rules."""
    if not os.path.isdir(SHARED):
        return []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        accepted = bench.publish()
        made = [bench.generate() for _ in range(rounds)]
        chosen = accepted[:: max(1, len(accepted) // rules)][:rules]
        cold, edits = bench.build(chosen, rounds)
        many_rules(bench.at("many"), 1000)
        many = bench.cold("many", rounds)
        rows = bench.rows(rounds)
    speed = statistics.median(len(accepted) / wall for wall, _ in made)
    return [
        "## Compiler",
        "",
        f"Published rules, on {os.cpu_count()} processors (`python3 .ci/compiler.py`); medians of {rounds} rounds, of cold builds of {min(rounds, COLD)}.",
        "",
        "| what | CPU s | wall s | |",
        "|---|---|---|---|",
        f"| `kqlc generate` of {len(accepted)} rules, all new, with reading and writing | {middle(made, 1):.2f} | {middle(made, 0):.2f} "
        f"| {speed:.0f} rules a second |",
        f"| `kqlc build` of {len(chosen)} rules, none built before | {cold[1]:.1f} | {cold[0]:.1f} | {cold[1] / len(chosen) * 1000:.0f} ms of CPU a rule |",
        f"| `kqlc build` of the 1000 rules of *Many rules*, none built before | {many[1]:.1f} | {many[0]:.1f} | {many[1]:.0f} ms of CPU a rule |",
        f"| the 500 after an edit of one, another each round | {middle(edits, 1):.2f} | {middle(edits, 0):.2f} | |",
        f"| `kqlc run` of T1609 after an edit, to its rows | {middle(rows, 1):.2f} | {middle(rows, 0):.2f} | |",
        "",
    ]


def many_rules(folder, number):
    """Writes the first of the rules of *Many rules* into a new folder, and returns their files."""
    os.mkdir(folder)
    env = os.environ | {"MANY_RULES": folder}
    subprocess.run(["go", "test", "-count=1", "-run", "TestWriteManyRules", "./internal/compile"], env=env, check=True, stdout=subprocess.DEVNULL)
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    for file in files[number:]:
        os.remove(file)
    return files[:number]


def middle(times, which):
    return statistics.median(t[which] for t in times)


class Bench:
    """A folder with the command, rules, and caches."""

    def __init__(self, folder):
        self.folder = folder
        self.kqlc = self.at("kqlc")
        subprocess.run(["go", "build", "-o", self.kqlc, "./cmd/kqlc"], check=True)
        self.env = os.environ | {"XDG_CACHE_HOME": self.at("cache")}

    def at(self, *names):
        return os.path.join(self.folder, *names)

    def run(self, *args):
        """Wall and CPU time of a command that has to succeed."""
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
        run = subprocess.run([self.kqlc, *args], cwd=self.folder, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if run.returncode != 0:
            raise RuntimeError(run.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.time() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def publish(self):
        """Writes the rules that are accepted, a file each, and returns the files."""
        os.mkdir(self.at("rules"))
        with open(self.at("go.mod"), "w") as f:
            f.write("module example.org/rules\n")
        with open(f"{SHARED}/corpus/rules.jsonl") as f:
            for number, rule in enumerate(map(json.loads, f)):
                if rule["class"] == "typed":
                    with open(self.at("rules", f"q{number:04}.kql"), "w") as out:
                        out.write(rule["query"])
        try:
            self.generate()
        except RuntimeError as refused:
            for name in set(re.findall(r"^(rules/q\d+\.kql):\d+:\d+: error", str(refused), re.M)):
                os.remove(self.at(name))
            self.generate()
        return sorted(os.listdir(self.at("rules")))

    def generate(self):
        """Into a folder of its own: where thousands of files have just been removed, ext4 is slow to make others."""
        shutil.rmtree(self.at("cache"), ignore_errors=True)
        return self.run("generate", "rules", "-o", tempfile.mkdtemp(dir=self.folder, prefix="generated"), *SCHEMAS)

    def build(self, chosen, rounds):
        """A program of rules: the first build, and builds after an edit of one that was built before."""
        os.mkdir(self.at("chosen"))
        for name in chosen:
            shutil.copy(self.at("rules", name), self.at("chosen"))
        cold = self.cold("chosen", rounds)
        edits = []
        for round in range(rounds):
            name = chosen[(round + 1) * len(chosen) // (rounds + 1)]
            with open(self.at("chosen", name), "a") as f:
                f.write(f"\n| take {1000 + round}")
            edits.append(self.run("build", "chosen", "-o", "detector", *SCHEMAS))
            shutil.copy(self.at("rules", name), self.at("chosen"))
        return cold, edits

    def cold(self, folder, rounds):
        """A program of rules none of which was built before; the run-time, which all programs share, was."""
        self.env["GOCACHE"] = self.at("go")
        self.run("build", folder, "-o", "detector", *SCHEMAS)
        times = []
        for _ in range(min(rounds, COLD)):
            shutil.rmtree(self.at("cache"))
            times.append(self.run("build", folder, "-o", "detector", *SCHEMAS))
        return [statistics.median(t[which] for t in times) for which in (0, 1)]

    def rows(self, rounds):
        """The rows of one rule after an edit of it."""
        with open(RULE) as f:
            text = f.read()
        out = []
        for round in range(rounds + 1):
            with open(self.at("rule.yaml"), "w") as f:
                f.write(text.replace("ago(1d)", f"ago({10 + round}d)"))
            out.append(self.run("run", "rule.yaml", *RUN))
        return out[1:]  # the first builds the run-time


if __name__ == "__main__":
    main()
