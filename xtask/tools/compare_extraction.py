#!/usr/bin/env python3
"""Runs natasha and khronika on the same Russian texts, one process and one core each, and prints how fast each is:
`cargo xtask compare extraction`.

    compare_extraction.py --bin BIN --data FOLDER [--limit N]     both, in turn
    compare_extraction.py natasha FILE                            natasha alone, on reports one a line

Both do morphology, syntax and names; khronika stops behind them (`--layers names`), and once more runs to the end.
Time is that of the processor; starting and loading is left out for natasha and counted for khronika. Memory is the most that was resident.
"""
import argparse, json, lzma, os, pathlib, resource, subprocess, sys, tempfile, time


def natasha(path):
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter, steps = Segmenter(), (NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding))
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    words = 0
    began = time.process_time()
    for text in texts:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(steps[0])
        doc.parse_syntax(steps[1])
        doc.tag_ner(steps[2])
        words += len(doc.tokens)
    return {"seconds": time.process_time() - began, "tokens": words}


def run(name, command, given=None):
    """runs a command on one core; its output, seconds of the processor and most memory in MB"""
    one_core = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    core = min(os.sched_getaffinity(0))
    child = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, env=one_core, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    out = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{name} ended with status {status}")
    return out, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--limit", type=int)
    given = arguments.parse_args()
    items = []
    for task in ("names_ru", "tags_ru"):
        with lzma.open(given.data / f"{task}.dev.jsonl.xz", "rt", encoding="utf-8") as lines:
            items += [{"id": item["id"], "lang": "ru", "text": item["text"]} for item in map(json.loads, lines)]
    items = items[: given.limit]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
        out, _, memory = run("natasha", [sys.executable, __file__, "natasha", str(path)])
        other = json.loads(out)
        rows = [("natasha", other["seconds"], memory)]
        for name, options in (("khronika, to names", ["--layers", "names"]), ("khronika, all layers", [])):
            with open(path, "rb") as reports:
                _, seconds, memory = run(name, [str(given.bin.resolve()), "extract", *options], reports)
            rows.append((name, seconds, memory))
    print(f"{len(items)} texts, {other['tokens']} tokens as natasha cuts them; one core")
    for name, seconds, memory in rows:
        print(f"{name:22} {seconds:7.2f} s  {len(items) / seconds:8.1f} texts/s  {other['tokens'] / seconds:9.0f} tokens/s  {memory:5.0f} MB  natasha takes {other['seconds'] / seconds:.1f} times as long")


if __name__ == "__main__":
    if sys.argv[1:2] == ["natasha"]:
        print(json.dumps(natasha(sys.argv[2])))
    else:
        main()
