"""The measures beside igraph, rustworkx, networkit and networkx: the same random graph, the same run, one thread.

bench-networks.py TIMINGS [NODES EDGES]: TIMINGS is the built example `timings` of the crate network. Each measure of each
library runs in a process of its own, which says itself how much memory it had at most, the graph and the library
included: what a parent hears of a child is never less than what the parent had. A library that is not there is left
out, and that is said.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = {"betweenness": 3}
LIBRARIES = ("igraph", "rustworkx", "networkit", "networkx")
# By their names in the other libraries, with those in ours.
MEASURES = {
    "betweenness": "betweenness",
    "pagerank": "pagerank",
    "eigenvector": "eigenvector",
    "constraint": "constraint",
    "communities": "leiden_one_start",
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return [(int(a), int(b)) for a, b, _ in (line.split() for line in file)]


def igraph_work(nodes, ties):
    import igraph

    graph = igraph.Graph(nodes, ties)
    return {
        "betweenness": graph.betweenness,
        "pagerank": graph.pagerank,
        "eigenvector": graph.eigenvector_centrality,
        "constraint": graph.constraint,
        "communities": lambda: graph.community_leiden("modularity", n_iterations=-1),
    }


def rustworkx_work(nodes, ties):
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from_no_data(ties)
    directed = graph.to_directed()
    return {
        # Above so many nodes it would take every thread there is.
        "betweenness": lambda: rustworkx.betweenness_centrality(graph, parallel_threshold=10**9),
        "pagerank": lambda: rustworkx.pagerank(directed),
        "eigenvector": lambda: rustworkx.eigenvector_centrality(graph, max_iter=1000),
    }


def networkit_work(nodes, ties):
    import networkit

    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(nodes)
    for a, b in ties:
        graph.addEdge(a, b)
    return {
        "betweenness": lambda: networkit.centrality.Betweenness(graph).run(),
        "pagerank": lambda: networkit.centrality.PageRank(graph).run(),
        "eigenvector": lambda: networkit.centrality.EigenvectorCentrality(graph).run(),
        "communities": lambda: networkit.community.PLM(graph).run(),
    }


def networkx_work(nodes, ties):
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(ties)
    return {
        "betweenness": lambda: networkx.betweenness_centrality(graph),
        "pagerank": lambda: networkx.pagerank(graph),
        "eigenvector": lambda: networkx.eigenvector_centrality_numpy(graph),
        "constraint": lambda: networkx.constraint(graph),
        "communities": lambda: networkx.community.louvain_communities(graph, seed=1),
    }


def peak():
    """The most memory this process has had, in MB, or None where the kernel does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None
    return int(line.split()[1]) / 1024


def child(library, measure, path, nodes):
    """Times one measure of one library; prints one JSON object, an empty one where it has no such measure."""
    run = globals()[f"{library}_work"](nodes, read(path)).get(measure)
    if run is None:
        print(json.dumps({}))
        return
    taken = []
    # Minutes a run: once says enough.
    runs = 1 if library == "networkx" and measure in ("betweenness", "constraint") else RUNS.get(measure, 7)
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    print(json.dumps({"ms": statistics.median(taken), "mb": peak()}))


def ours(timings, nodes, edges, threads, *more):
    """Our median and peak memory by measure, each from a process of its own."""
    found = {}
    for measure, name in MEASURES.items():
        words = [timings, str(nodes), str(edges), "--threads", str(threads), "--only", name, "--runs", "7", *more]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        figures = {key: value for line in said.splitlines() for key, value in json.loads(line).items()}
        found[measure] = {"ms": figures["median_ms"], "mb": figures.get("peak_mb")}
    return found


def theirs(library, path, nodes):
    """The same of a library, or None where it cannot be measured."""
    found = {}
    for measure in MEASURES:
        words = [sys.executable, __file__, "child", library, measure, path, str(nodes)]
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode != 0:
            last = (run.stderr.strip() or "it said nothing").splitlines()[-1]
            print(f"{measure} of {library} was not measured: {last}", file=sys.stderr)
            if "ModuleNotFoundError" in last:
                return None
        else:
            found[measure] = json.loads(run.stdout)
    return found


def memory(figures):
    mb = figures.get("mb")
    return "–" if mb is None else f"{mb:.0f} MB"


def shown(figures):
    ms = figures.get("ms")
    return "–" if ms is None else f"{ms:,.1f} ms" if ms < 10 else f"{ms:,.0f} ms"


def main():
    timings = sys.argv[1]
    nodes, edges = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (5000, 20_000)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ties.txt")
        columns = {"Footbridge": ours(timings, nodes, edges, 1, "--list", path)}
        threads = os.cpu_count() or 1
        if threads > 1:
            columns[f"Footbridge, {threads} threads"] = ours(timings, nodes, edges, threads)
        for library in LIBRARIES:
            found = theirs(library, path, nodes)
            if found is not None:
                columns[library] = found
    for title, cell in (("", shown), ("peak memory of ", memory)):
        print(f"\n| {title}{nodes:,} nodes, {edges:,} edges, one thread | " + " | ".join(columns) + " |")
        print("|---" + "|--:" * len(columns) + "|")
        for measure in MEASURES:
            print(f"| {measure} | " + " | ".join(cell(found.get(measure, {})) for found in columns.values()) + " |")
    print("\nCommunities: Leiden to the end here and in igraph, Louvain in the others. One start each.")


if __name__ == "__main__":
    if sys.argv[1] == "child":
        child(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        main()
