"""The map of leaders beside Graphviz and networkx: the same networks, the same measure of each drawing, the same run.

bench-layout.py LAYOUT NETWORKS [ID ...]: LAYOUT is the built example `layout` of the crate scene, NETWORKS the folder
data/networks. Each drawing is scaled to the area of ours. Marks and names have the size that the program draws them in;
where ours are is read from the SVG it wrote, the others' names stand in the middle of their marks, as those programs
put them. A program that is not there is left out, and that is said.

* stress: mean over connected pairs of ((drawn - steps) / steps)^2, each drawing scaled as suits it best.
* overlaps: pairs of marks that overlap.
* collisions: pairs of names that overlap, and names that lie on another's mark.
* time: from the start of the process to the finished SVG here and for Graphviz, the call alone for networkx.
"""

import collections
import csv
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree

MARK = 13.0
NAME_HEIGHT = 14.0
SVG = "{http://www.w3.org/2000/svg}"
GRAPHVIZ = {
    "sfdp": ("sfdp", []),
    "sfdp, overlap=prism": ("sfdp", ["-Goverlap=prism"]),
    "neato": ("neato", []),
    "neato, overlap=prism": ("neato", ["-Goverlap=prism"]),
}
NETWORKX = {"networkx spring": "spring", "networkx Kamada-Kawai": "kamada_kawai"}
# Beyond so many nodes it takes minutes.
MOST = {"kamada_kawai": 600, "spring": 3000}


def network(folder):
    """Names and undirected simple edges of a network."""
    index, edges = {}, set()
    with open(os.path.join(folder, "nodes.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            index.setdefault(row["id"], len(index))
    with open(os.path.join(folder, "edges.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ends = [index.setdefault(row[end], len(index)) for end in ("source", "target")]
            if ends[0] != ends[1]:
                edges.add((min(ends), max(ends)))
    return list(index), sorted(edges)


def made_up(nodes, edges):
    """A random network in which near ones are tied more, the same for the same numbers."""
    chance = random.Random(7)
    at = [(chance.random(), chance.random()) for _ in range(nodes)]
    found = {(chance.randrange(i), i) for i in range(1, nodes)}
    while len(found) < edges:
        a, b = chance.randrange(nodes), chance.randrange(nodes)
        if a != b and math.dist(at[a], at[b]) < 0.25 * chance.random():
            found.add((min(a, b), max(a, b)))
    return [f"Leader {i}" for i in range(nodes)], sorted(found)


def steps_from(neighbours, start):
    steps = {start: 0}
    queue = collections.deque([start])
    while queue:
        here = queue.popleft()
        for there in neighbours[here]:
            if there not in steps:
                steps[there] = steps[here] + 1
                queue.append(there)
    return steps


def stress(places, edges):
    neighbours = [[] for _ in places]
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    squares = plain = pairs = 0.0
    for i, (x, y) in enumerate(places):
        for j, steps in steps_from(neighbours, i).items():
            if j > i:
                share = math.hypot(places[j][0] - x, places[j][1] - y) / steps
                squares += share * share
                plain += share
                pairs += 1
    return 0.0 if pairs == 0 or squares == 0 else 1 - plain * plain / squares / pairs


def overlapping(boxes):
    """Pairs of (left, top, right, bottom) that overlap, by more than rounding."""
    order = sorted(range(len(boxes)), key=lambda i: boxes[i][0])
    found = []
    for k, i in enumerate(order):
        for j in order[k + 1 :]:
            if boxes[j][0] > boxes[i][2] - 0.05:
                break
            if boxes[i][1] < boxes[j][3] - 0.05 and boxes[j][1] < boxes[i][3] - 0.05:
                found.append((i, j))
    return found


def judged(places, names, edges):
    """Stress, overlaps and collisions; `names` is a list of boxes or None."""
    marks = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in places]
    overlaps = sum(
        math.dist(places[i], places[j]) < 2 * MARK - 0.05 for i, j in overlapping(marks)
    )
    there = [i for i, box in enumerate(names) if box]
    boxes = [names[i] for i in there]
    collisions = len(overlapping(boxes))
    for i, j in overlapping(boxes + marks):
        low, high = min(i, j), max(i, j)
        if low < len(boxes) <= high and there[low] != high - len(boxes):
            x, y = places[high - len(boxes)]
            left, top, right, bottom = boxes[low]
            nearest = (min(max(x, left), right), min(max(y, top), bottom))
            collisions += math.dist((x, y), nearest) < MARK - 0.05
    return {
        "stress": stress(places, edges),
        "overlaps": overlaps,
        "collisions": collisions,
        "unnamed": len(names) - len(there),
    }


def spread(places):
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return max(max(xs) - min(xs), 1e-9) * max(max(ys) - min(ys), 1e-9)


def run(command, text=None):
    """Output, milliseconds and peak memory in MB of a process of its own."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as said, \
            tempfile.NamedTemporaryFile("r") as memory:
        given.write(text or "")
        given.seek(0)
        # What a process is said to have taken at most begins with what the one that started it had: time(1) has little.
        through = ["/usr/bin/time", "-f", "%M", "-o", memory.name]
        begun = time.perf_counter()
        ended = subprocess.run([*through, *command], stdin=given, stdout=said, stderr=subprocess.DEVNULL)
        taken = (time.perf_counter() - begun) * 1000
        if ended.returncode != 0:
            raise RuntimeError(f"{command[0]} ended with status {ended.returncode}")
        said.seek(0)
        return said.read(), taken, int(memory.read()) / 1000


def ours(layout, show, names, edges, runs, folder):
    files = [os.path.join(folder, name) for name in ("nodes.txt", "edges.txt", "picture.svg")]
    with open(files[0], "w", encoding="utf-8") as file:
        file.write("".join(name.replace("\n", " ") + "\n" for name in names))
    with open(files[1], "w", encoding="utf-8") as file:
        file.write("".join(f"{a} {b}\n" for a, b in edges))
    times = [run([layout, *files, "--show", show]) for _ in range(runs)]
    found = json.loads(times[0][0])
    alone = json.loads(run([layout, *files, "--show", show, "--runs", str(runs)])[0])
    places, boxes = [None] * len(names), [None] * len(names)
    for group in tree.parse(files[2]).iter(SVG + "g"):
        key = re.fullmatch(r"leader:[0-9a-f-]+", group.get("data-key") or "")
        if not key:
            continue
        i = int(key[0].rsplit(":", 1)[1].replace("-", ""), 16) - 1
        circle = next(c for c in group.iter(SVG + "circle") if c.get("class") != "hit")
        places[i] = (float(circle.get("cx")), float(circle.get("cy")))
        plates = [r for r in group.iter(SVG + "rect") if r.get("opacity")]
        if plates:
            x, y, w, h = (float(plates[0].get(k)) for k in ("x", "y", "width", "height"))
            boxes[i] = (x, y, x + w, y + h)
    return {
        **judged(places, boxes, edges),
        "ms": statistics.median(t for _, t, _ in times),
        "layout_ms": alone["layout_ms"],
        "memory": max(m for _, _, m in times),
        "area": spread(places),
        "widths": found["widths"],
    }


def others(places, mine, edges):
    scale = math.sqrt(mine["area"] / spread(places)) if len(places) > 1 else 1.0
    places = [(x * scale, y * scale) for x, y in places]
    names = [
        (x - w / 2, y - NAME_HEIGHT / 2, x + w / 2, y + NAME_HEIGHT / 2)
        for (x, y), w in zip(places, mine["widths"])
    ]
    return judged(places, names, edges)


def graphviz(program, options, names, edges, mine, runs):
    lines = ["graph {", "node [shape=box fixedsize=true]"]
    for i, width in enumerate(mine["widths"]):
        w, h = max(width, 2 * MARK) / 72, 2 * MARK / 72
        label = names[i].replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'{i} [width={w:.4f} height={h:.4f} label="{label}" fontsize=11.5]')
    lines += [f"{a} -- {b}" for a, b in edges] + ["}"]
    text = "\n".join(lines)
    times = [run([program, "-Tsvg", *options], text) for _ in range(runs)]
    places = [None] * len(names)
    for line in run([program, "-Tplain", *options], text)[0].splitlines():
        words = line.split()
        if words[0] == "node":
            places[int(words[1])] = (float(words[2]) * 72, -float(words[3]) * 72)
    return {
        **others(places, mine, edges),
        "ms": statistics.median(t for _, t, _ in times),
        "memory": max(m for _, _, m in times),
    }


def networkx_child(kind, path, runs):
    import networkx

    with open(path, encoding="utf-8") as file:
        nodes, edges = json.load(file)
    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges)
    draw = {
        "spring": lambda: networkx.spring_layout(graph, seed=1),
        "kamada_kawai": lambda: networkx.kamada_kawai_layout(graph),
    }[kind]
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        places = draw()
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps([[list(map(float, places[i])) for i in range(nodes)], statistics.median(times)]))


def by_networkx(kind, names, edges, mine, runs, folder):
    path = os.path.join(folder, "graph.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump([len(names), edges], file)
    said, _, memory = run([sys.executable, __file__, "child", kind, path, str(runs)])
    places, ms = json.loads(said)
    return {**others(places, mine, edges), "ms": ms, "memory": memory}


def rows(layout, names, edges, runs):
    with tempfile.TemporaryDirectory() as folder:
        mine = ours(layout, "leaders", names, edges, runs, folder)
        yield "Footbridge", mine
        for name, (program, options) in GRAPHVIZ.items():
            if shutil.which(program):
                yield name, graphviz(program, options, names, edges, mine, runs)
        for name, kind in NETWORKX.items():
            if len(names) <= MOST[kind]:
                try:
                    yield name, by_networkx(kind, names, edges, mine, min(runs, 3), folder)
                except RuntimeError:
                    print(f"{name} was not measured: it did not end well.", file=sys.stderr)


def main():
    layout, networks, *only = sys.argv[1:]
    if not shutil.which("sfdp"):
        print("Graphviz was not measured: it is not installed.", file=sys.stderr)
    cases = [(name, *network(os.path.join(networks, name))) for name in sorted(os.listdir(networks))
             if os.path.exists(os.path.join(networks, name, "edges.csv"))] if os.path.isdir(networks) else []
    # As many as the program draws at once.
    cases.append(("made-up-600", *made_up(600, 3000)))
    found = collections.defaultdict(dict)
    for name, nodes, edges in cases:
        if only and name not in only:
            continue
        for program, row in rows(layout, nodes, edges, 5 if len(nodes) < 1000 else 3):
            found[program][name] = row
            print(f"{name:24} {len(nodes):5} {len(edges):6} {program:24} "
                  f"stress {row['stress']:.4f} overlaps {row['overlaps']:5} collisions {row['collisions']:5} "
                  f"unnamed {row['unnamed']:4} {row['ms']:9.1f} ms {row['memory']:6.0f} MB"
                  + (f" (laid out in {row['layout_ms']:.1f} ms)" if "layout_ms" in row else ""), flush=True)
    mine = found["Footbridge"]
    print("\n| | networks | stress, middle | lower than ours in | overlaps | names colliding | names left out | time, middle | longest | peak memory |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for program, own in found.items():
        middle = lambda key: statistics.median(row[key] for row in own.values())
        total = lambda key: sum(row[key] for row in own.values())
        lower = "" if program == "Footbridge" else sum(
            row["stress"] < mine[name]["stress"] - 1e-4 for name, row in own.items()
        )
        print(f"| {program} | {len(own)} | {middle('stress'):.3f} | {lower} | {total('overlaps'):,} | {total('collisions'):,} "
              f"| {total('unnamed'):,} | {middle('ms'):,.0f} ms | {max(r['ms'] for r in own.values()):,.0f} ms "
              f"| {max(r['memory'] for r in own.values()):.0f} MB |")


if __name__ == "__main__":
    if sys.argv[1] == "child":
        networkx_child(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
