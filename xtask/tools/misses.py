#!/usr/bin/env python3
"""Prints what a measure counts as missed and spurious, item by item: `cargo xtask misses TASK [FIELD]`.

It asks the measures' own modules what agrees, so that it shows what they count. Of a task that it has no eye for, it
prints the items from the worst to the best by the headline figure of each alone.

A line is: item, "missed" or "spurious", field, value, the words around it. Standard library only.
"""
import argparse, importlib.util, json, pathlib, sys, tempfile

AROUND = 40  # code points on either side of a name


def measures(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.tasks(folder / "data", "dev")


def around(text, start, end):
    before, after = text[max(0, start - AROUND):start], text[end:end + AROUND]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def names(task, item, report):
    """strict span and kind; a miss says what stands there instead"""
    text, left = item["text"], set(task.found(item, report))
    waived, missed = set(), []
    for name in item["entities"]:
        spans = [task.trim(text, name["start"], name["end"])] + [task.trim(text, *a) for a in name.get("alts", [])]
        if name.get("optional") or not any(c.isupper() for c in text[slice(*spans[0])]):
            waived.update(spans)
            continue
        hit = next((s for s in spans if (*s, name["type"]) in left), None)
        if hit:
            left.discard((*hit, name["type"]))
        else:
            missed.append((*spans[0], name["type"]))
    spurious = sorted(n for n in left if n[:2] not in waived)
    touching = lambda a, others: [b for b in others if a[0] < b[1] and b[0] < a[1]]
    for name in missed:
        instead = [("kind" if n[:2] == name[:2] else "span") + f" {text[n[0]:n[1]]} {n[2]}" for n in touching(name, spurious)]
        yield "missed", name[2], "; ".join(instead) or "nothing", around(text, *name[:2])
    for name in spurious:
        if not touching(name, missed):
            yield "spurious", name[2], text[name[0]:name[1]], around(text, *name[:2])


def words_of(claim):
    return " … ".join(span.get("quote", "") for span in claim.get("spans") or [])


def shown(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def defenders(task, item, report):
    module = sys.modules["defenders"]
    told = {t["event"] for t in item["tells"] if t["role"] == "main"}
    main = {e["id"] for e in report.get("events", []) if e.get("role") in ("main", "part")}
    wanted = module.once([c for c in item["claims"] if c["event"] in told])
    given = module.once([c for c in module.named(report) if c["event"] in main])
    for field in module.FIELDS:
        gold, said = ([c for c in claims if c["field"] == field] for claims in (wanted, given))
        pairs = module.pair(gold, said)
        met = [id(c) for pair in pairs for c in pair]
        for kind, claims in (("missed", gold), ("spurious", said)):
            for claim in claims:
                if id(claim) not in met:
                    yield kind, field, shown(claim["value"]), words_of(claim)


def attacks(task, item, report):
    module = sys.modules["extraction"]
    gold, got = item["gold"], module.read_claims(report)
    wanted = [v["name"] for v in gold["victims"] if v["name"]]
    alike = lambda a, b: a in b or b in a
    for kind, some, others in (("missed", wanted, got["victims"]), ("spurious", got["victims"], wanted)):
        for name in some:
            if name not in others:
                yield kind, "victim", name, "; ".join(o for o in others if alike(name, o))
    for kind, some, others in (("missed", set(gold["violations"]), got["violations"]), ("spurious", got["violations"], set(gold["violations"]))):
        for label in sorted(some - others):
            yield kind, "violation", label, ""
    for field in (*module.PLACES, *module.TIMES):
        a, b = gold[field], got[field]
        if a is not None and (b is None or not module.same_field(field, b, a)):
            yield "missed", field, str(a), f"said {b}"
        elif a is None and b is not None:
            yield "spurious", field, str(b), ""


def roles(task, item, report):
    module = sys.modules["extraction"]
    got = module.read_roles(report)
    for role in module.ROLES:
        gold = [[module.bare(m) for m in mentions] for mentions in item["gold"][role]]
        for mentions in gold:
            if not set(mentions) & set(got[role]):
                yield "missed", module.SHORT[role], mentions[0], "; ".join(got[role])
        for text in got[role]:
            if not any(text in mentions for mentions in gold):
                yield "spurious", module.SHORT[role], text, ""


EYES = {"names_en": names, "names_ru": names, "defenders_claims": defenders, "claims": attacks, "roles": roles}


def worst(task, items, predictions):
    """items from the worst to the best by the headline figure of each alone"""
    if not isinstance(predictions, list):
        sys.exit("no eye for this task; it has one figure for all its items together")
    figure = lambda item, report: next(iter(task.score([item], [report]).values()))
    for value, _, item in sorted(((figure(i, p), n, i) for n, (i, p) in enumerate(zip(items, predictions))), key=lambda row: row[:2]):
        yield f"{value:.1f}", item["id"], item["text"][:160].replace("\n", " ")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--score", type=pathlib.Path, required=True, help="the folder of score.py")
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("task")
    arguments.add_argument("field", nargs="?")
    given = arguments.parse_args()
    found = measures(given.score)
    if given.task not in found:
        sys.exit(f"there is no task \"{given.task}\"; one of {', '.join(found)}")
    task, path = found[given.task]
    items = task.load(path)
    with tempfile.TemporaryDirectory() as workdir:
        predictions = task.predict(str(given.bin.resolve()), items, workdir)
    eye = EYES.get(given.task)
    if not eye:
        for row in worst(task, items, predictions):
            print(*row, sep="\t")
        return
    if isinstance(predictions, dict):
        items = [i for i in items if "page" in i]
        predictions = [predictions.get(i["id"]) for i in items]
    counts = {}
    for item, report in zip(items, predictions):
        for kind, field, value, context in eye(task, item, report or {}):
            if given.field in (None, field):
                counts[kind, field] = counts.get((kind, field), 0) + 1
                print(item["id"], kind, field, value, context, sep="\t")
    print(*(f"{kind} {field}: {n}" for (kind, field), n in sorted(counts.items())), sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()
