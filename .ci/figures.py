#!/usr/bin/env python3
"""Run kqlc over the suites of ../shared, have their judges count what passes, and hold that against .ci/figures.json.

usage: figures.py [--update]

A figure that fell fails, with the cases that the judge names. One that rose is printed, with the command that keeps it:
figures.py --update writes what was counted to .ci/figures.json.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import analyser
import module as modules

# Paths are relative to the root of the repository.
FIGURES = pathlib.Path('.ci/figures.json')
CORPUS = pathlib.Path('../shared/corpus')
SCHEMAS = pathlib.Path('../shared/schemas')
CONFORMANCE = pathlib.Path('../shared/conformance')
SUITES = ('docs', 'emulator', 'engines')


def run(command, output=None):
    """Run command; its status 1 says that there were findings, anything higher that it broke."""
    command = [str(part) for part in command]
    print('$ ' + ' '.join(command) + (f' > {output}' if output else ''), flush=True)
    done = subprocess.run(command, capture_output=True, text=True, encoding='utf-8')
    if done.returncode not in (0, 1):
        sys.exit(f'status {done.returncode}\n' + '\n'.join(done.stderr.splitlines()[:30]))
    if output:
        output.write_text(done.stdout, encoding='utf-8')
    return done.stdout


def corpus(kqlc, work):
    """The rules whose verdict is Microsoft's, by class."""
    rules, results = CORPUS / 'rules.jsonl', work / 'check.jsonl'
    run([kqlc, 'check', '--jsonl', rules, '--schema', SCHEMAS / 'tables.json', '--functions', SCHEMAS / 'functions.json'], results)
    report = run(['python3', CORPUS / 'judge.py', rules, results])
    counts = re.findall(r'^(\w+): (\d+) of (\d+) ', report, re.M)
    return {f'corpus {kind}': (int(passed), int(total)) for kind, passed, total in counts if kind != 'all'}, report


def conformance(kqlc, work, suite):
    """The queries that give the recorded rows."""
    cases, results, summary = CONFORMANCE / f'{suite}.jsonl', work / f'{suite}.jsonl', work / f'{suite}.json'
    run([kqlc, 'eval', '--jsonl', cases], results)
    report = run(['python3', CONFORMANCE / 'compare.py', cases, results, '--json', summary])
    judged = json.loads(summary.read_text(encoding='utf-8'))
    return {f'conformance {suite}': (judged['counts'].get('pass', 0), judged['total'])}, report


def trial(kqlc, work):
    """The rules that compile, build and run over made-up rows of their tables."""
    rules, results = work / 'typed.jsonl', work / 'trial.jsonl'
    lines = (CORPUS / 'rules.jsonl').read_text(encoding='utf-8').splitlines(keepends=True)
    rules.write_text(''.join(line for line in lines if json.loads(line)['class'] == 'typed'), encoding='utf-8')
    start = time.monotonic()
    run([kqlc, 'trial', '--jsonl', rules, '--schema', SCHEMAS / 'tables.json', '--functions', SCHEMAS / 'functions.json'], results)
    outcomes = [json.loads(line) for line in results.read_text(encoding='utf-8').splitlines()]
    failed = {}
    for outcome in outcomes:
        if 'stage' in outcome:
            reason = re.sub(r'^\d+:\d+: ', '', outcome['error'].splitlines()[0])[:160]
            failed.setdefault(f"{outcome['stage']}: {reason}", []).append(outcome['id'])
    print(f'{len(outcomes)} rules tried in {time.monotonic() - start:.0f} s')
    report = []
    report += [f'{len(ids)} {reason}: {" ".join(ids[:3])}' for reason, ids in sorted(failed.items(), key=lambda f: -len(f[1]))]
    return {'corpus runs': (sum('stage' not in outcome for outcome in outcomes), len(outcomes))}, '\n'.join(report)


def vet(kqlc, work):
    """The rules, of every fourth, whose Go, as kqlc generate writes it, go vet finds nothing in."""
    module = work / 'module'
    (module / 'rules').mkdir(parents=True)
    rules = [json.loads(line) for line in (work / 'typed.jsonl').read_text(encoding='utf-8').splitlines()[::4]]
    for rule in rules:
        (module / 'rules' / f"{rule['id']}.kql").write_text(rule['query'], encoding='utf-8')
    modules.make(module, 'rules')
    generate = [kqlc, 'generate', 'rules', '--schema', (SCHEMAS / 'tables.json').resolve(), '--schema', (SCHEMAS / 'functions.json').resolve()]
    while True:  # Rules over all tables of a schema that no workspace has are refused, and with one of them nothing is written.
        done = subprocess.run(generate, cwd=module, capture_output=True, text=True, encoding='utf-8')
        refused = set(re.findall(r'^rules/(\w+\.kql):.*error KQL', done.stderr, re.M))
        if not refused:
            break
        for name in refused:
            (module / 'rules' / name).unlink()
    start = time.monotonic()
    done = subprocess.run(['go', 'vet', '-mod=mod', './generated/...'], cwd=module, capture_output=True, text=True, encoding='utf-8')
    packages = len(list((module / 'rules').iterdir()))
    bad = set(re.findall(r'^(?:# rules/)?generated/([^/\s:]+)', done.stderr, re.M))
    print(f'{packages} packages vetted in {time.monotonic() - start:.0f} s')
    if done.returncode != 0 and not bad:
        sys.exit('go vet: ' + done.stderr[:3000])
    return {'corpus vets': (packages - len(bad), len(rules))}, done.stderr


def main():
    update = sys.argv[1:] == ['--update']
    if sys.argv[1:] and not update:
        sys.exit(__doc__)
    os.chdir(pathlib.Path(__file__).resolve().parent.parent)
    kept = json.loads(FIGURES.read_text(encoding='utf-8'))
    unasked = {}
    counted, fell = {}, False
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        kqlc = work / 'kqlc'
        run(['go', 'build', '-o', kqlc, './cmd/kqlc'])
        parts = [corpus(kqlc, work), trial(kqlc, work), vet(kqlc, work)] + [conformance(kqlc, work, suite) for suite in SUITES]
        reason = analyser.available()
        if reason:
            print('analyser: left out: ' + reason)
            unasked = {name: kept.pop(name) for name in sorted(kept) if name.startswith('analyser ')}
        else:
            parts.append(analyser.figures(kqlc, work))
    for figures, report in parts:
        worse = [name for name, (passed, _) in figures.items() if passed < kept.get(name, 0)]
        if worse:
            fell = True
            print('\n'.join(report.splitlines()[:80]))
        for name, (passed, total) in figures.items():
            before = kept.get(name, 0)
            note = '' if passed == before else f', FELL from {before}' if passed < before else f', rose from {before}'
            print(f'{name}: {passed} of {total}{note}')
            counted[name] = passed
    gone = sorted(set(kept) - set(counted))
    if gone:
        print('no longer counted: ' + ', '.join(gone))
    if update:
        FIGURES.write_text(json.dumps({**counted, **unasked}, indent=2) + '\n', encoding='utf-8')
        print(f'written to {FIGURES}')
        return 0
    if counted != kept and not fell and not gone:
        print('keep what rose: python3 .ci/figures.py --update')
    return 1 if fell or gone else 0


if __name__ == '__main__':
    sys.exit(main())
