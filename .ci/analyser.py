#!/usr/bin/env python3
"""Hold kqlc check against Microsoft's own analyser, on queries that nobody has written.

usage: analyser.py [--kqlc FILE] [--seed N] [--random N] [--mutations N] [--show N] [--keep FOLDER]

Random queries come from TestWriteRandom of internal/sema and reach every function, aggregate, plugin and operator of the
catalogue. Mutations are rules of ../shared/corpus with one token deleted, two swapped, or a word misspelt. The analyser is
../shared/oracle, which needs node and npm. figures.py keeps the figures:

    analyser random      of 1000, how many random queries have the same verdict, and if accepted the same columns and types
    analyser mutations   how many mutations have the same verdict
    analyser lines       of 1000 mutations that both reject, how many have an error on a line where the analyser reports one

.ci/differences.md explains what is meant to differ.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / 'shared'
SCHEMAS = ['--schema', SHARED / 'schemas/tables.json', '--functions', SHARED / 'schemas/functions.json']


def available():
    """Why the analyser cannot be asked, '' if it can."""
    if not (SHARED / 'oracle').is_dir():
        return 'there is no ../shared/oracle'
    missing = [tool for tool in ('node', 'npm') if not shutil.which(tool)]
    return 'needs ' + ' and '.join(missing) if missing else ''


def oracle():
    """A folder with the analyser in it. It is kept between runs."""
    folder = pathlib.Path(tempfile.gettempdir()) / f'kqlc-oracle-{os.getuid()}'
    folder.mkdir(exist_ok=True)
    for name in ('package.json', 'ask.js', 'service.js'):
        shutil.copy(SHARED / 'oracle' / name, folder / name)
    if not (folder / 'node_modules').is_dir():
        done = subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund'], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit('npm install failed: ' + done.stderr[-500:])
    return folder


def ask_part(folder, queries, work, name):
    """What the analyser says, one answer a query; None for one that it fails on."""
    answers = []
    while len(answers) < len(queries):
        rest = queries[len(answers):]
        path = work / f'{name}.jsonl'
        path.write_text(''.join(json.dumps(q) + '\n' for q in rest), encoding='utf-8')
        done = subprocess.run(['node', 'ask.js', *SCHEMAS, path], cwd=folder, capture_output=True, text=True, encoding='utf-8')
        answers += [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) < len(queries):
            answers.append(None)
    return answers


def ask(folder, queries, work, name):
    half = len(queries) // 2
    with concurrent.futures.ThreadPoolExecutor() as pool:
        parts = [pool.submit(ask_part, folder, part, work, f'{name}{i}') for i, part in enumerate((queries[:half], queries[half:]))]
        return [answer for part in parts for answer in part.result()]


def check(kqlc, queries, work, name):
    """What kqlc says."""
    path = work / f'{name}.jsonl'
    path.write_text(''.join(json.dumps(q) + '\n' for q in queries), encoding='utf-8')
    done = subprocess.run([kqlc, 'check', '--jsonl', path, *SCHEMAS], capture_output=True, text=True, encoding='utf-8')
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[:2000])
    return [json.loads(line) for line in done.stdout.splitlines()]


def random_queries(seed, count, work):
    """Random queries, as the test of internal/sema writes them."""
    path = work / 'random.jsonl'
    env = dict(os.environ, KQLC_RANDOM=str(path), KQLC_SEED=str(seed))
    subprocess.run(['go', 'test', '-count=1', '-run', '^TestWriteRandom$', './internal/sema'], cwd=ROOT, env=env, check=True,
                   stdout=subprocess.DEVNULL)
    queries = [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]
    return random.Random(seed).sample(queries, min(count, len(queries)))


TOKEN = re.compile(r'''
    \s+ | //[^\n]*                                              # left out
    | (?: ```.*?``` | ~~~.*?~~~ | [hH]?@"(?:[^"]|"")*" | [hH]?@'(?:[^']|\'\')*'
        | [hH]?"(?:\\.|[^"\\\n])*" | [hH]?'(?:\\.|[^'\\\n])*'
        | [\w$]+(?:-[A-Za-z]\w*)* | [<>=!]=|=~|!~|<>|\.\.|-->|<--|. )''', re.X | re.S)


def tokens(query):
    """The places of the tokens of a query."""
    return [m.span() for m in TOKEN.finditer(query) if m.group()[0] not in ' \t\r\n' and not m.group().startswith('//')]


def misspell(r, word):
    i = r.randrange(len(word))
    kind = r.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1:]
    if kind == 1:
        return word[:i] + word[i] + word[i:]
    if kind == 2 and i + 1 < len(word):
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    return word[:i] + r.choice('abcdefghijklmnopqrstuvwxyz') + word[i + 1:]


def mutate(r, query):
    """The query with one thing wrong, most likely."""
    places = tokens(query)
    kind = r.choice(('delete', 'swap', 'misspell'))
    if kind == 'misspell':
        words = [p for p in places if re.match(r'[A-Za-z_]\w+', query[p[0]:p[1]])]
        if words:
            a, b = r.choice(words)
            return query[:a] + misspell(r, query[a:b]) + query[b:]
    i = r.randrange(len(places) - 1)
    (a, b), (c, d) = places[i], places[i + 1]
    if kind == 'delete':
        return query[:a] + query[b:]
    return query[:a] + query[c:d] + query[b:c] + query[a:b] + query[d:]


def mutations(seed, count):
    rules = [json.loads(line) for line in (SHARED / 'corpus/rules.jsonl').read_text(encoding='utf-8').splitlines()]
    valid = [rule['query'] for rule in rules if rule['class'] == 'typed']
    r = random.Random(seed)
    return [{'id': str(i), 'query': mutate(r, r.choice(valid))} for i in range(count)]


def columns(answer):
    return [(c['name'], c['type']) for c in answer.get('result') or []]


def errors(answer):
    return [d for d in answer['diagnostics'] if d['severity'] == 'error']


def first(answer):
    return '; '.join(f"{d['line']}:{d['col']} {d['code']} {d['message'][:100]}" for d in errors(answer)[:2]) or 'accepted'


def differs(theirs, ours, with_columns):
    """How kqlc's answer differs from the analyser's, '' where it does not."""
    if theirs['ok'] != ours['ok']:
        return f'verdict: kqlc: {first(ours)}, Microsoft: {first(theirs)}'
    if with_columns and theirs['ok']:
        want, got = columns(theirs), columns(ours)
        if any(kind == 'unknown' for _, kind in want):
            want, got = [c[0] for c in want], [c[0] for c in got]
        if want != got:
            odd = [f'{g} / {w}' for g, w in zip(got, want) if g != w][:3]
            return f'{len(got)} columns, Microsoft {len(want)}: {odd}'
    return ''


def lines_differ(theirs, ours):
    where = {d['line'] for d in errors(theirs)}
    return '' if where & {d['line'] for d in errors(ours)} else f'lines: kqlc: {first(ours)}, Microsoft: {first(theirs)}'


def judge(queries, theirs, ours, compare):
    """How many agree of those that count, and the others."""
    total, odd = 0, []
    for query, their, our in zip(queries, theirs, ours):
        if their is None:
            continue
        why = compare(their, our)
        if why is None:
            continue
        total += 1
        if why:
            odd.append((query, why))
    return total - len(odd), total, odd


def report(odd, show):
    return '\n'.join(f"-- {q['id']}: {why}\n{q['query']}" for q, why in odd[:show])


def figures(kqlc, work, seed=1, count=2500, mutants=5000, show=20):
    """The figures, as figures.py takes them, and what differs."""
    folder = oracle()
    out, texts = {}, []

    def add(name, result, of=0):
        agree, total, odd = result
        print(f'{name}: {agree} of {total}, {100 * agree / max(total, 1):.2f}%', flush=True)
        out[name] = (agree * of // max(total, 1), of) if of else (agree, total)
        texts.append(f'{name}:\n' + report(odd, show))

    queries = random_queries(seed, count, work)
    theirs, ours = ask(folder, queries, work, 'random'), check(kqlc, queries, work, 'random')
    add('analyser random', judge(queries, theirs, ours, lambda t, o: differs(t, o, True)), 1000)
    queries = mutations(seed, mutants)
    theirs, ours = ask(folder, queries, work, 'mutations'), check(kqlc, queries, work, 'mutations')
    add('analyser mutations', judge(queries, theirs, ours, lambda t, o: differs(t, o, False)))
    add('analyser lines', judge(queries, theirs, ours, lambda t, o: lines_differ(t, o) if not t['ok'] and not o['ok'] else None), 1000)
    return out, '\n'.join(texts)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--kqlc')
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--random', type=int, default=2500)
    ap.add_argument('--mutations', type=int, default=5000)
    ap.add_argument('--show', type=int, default=20)
    ap.add_argument('--keep', type=pathlib.Path)
    a = ap.parse_args()
    reason = available()
    if reason:
        print('left out: ' + reason)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        work = a.keep or pathlib.Path(temporary)
        work.mkdir(exist_ok=True)
        kqlc = a.kqlc
        if not kqlc:
            kqlc = work / 'kqlc'
            subprocess.run(['go', 'build', '-o', kqlc, './cmd/kqlc'], cwd=ROOT, check=True)
        _, text = figures(kqlc, work, a.seed, a.random, a.mutations, a.show)
        print(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
