"""The measures beside igraph, rustworkx, networkit and networkx: the same random graph, the same run, one thread.

bench-networks.py TIMINGS [NODES EDGES]: TIMINGS is the built example `timings` of the crate network. Each library runs in
a process of its own, so that its peak memory is its own. A library that is not there is left out, and that is said.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = {"betweenness": 3}
LIBRARIES = ("igraph", "rustworkx", "networkit", "networkx")
MEASURES = ("betweenness", "pagerank", "constraint", "communities")


def read(path):
    with open(path, encoding="utf-8") as file:
        return [(int(a), int(b)) for a, b, _ in (line.split() for line in file)]


def igraph_work(nodes, ties):
    import igraph

    graph = igraph.Graph(nodes, ties)
    return {
        "betweenness": graph.betweenness,
        "pagerank": graph.pagerank,
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
        "constraint": lambda: networkx.constraint(graph),
        "communities": lambda: networkx.community.louvain_communities(graph, seed=1),
    }


def child(library, path, nodes):
    """Times one library's measures; prints one JSON object."""
    work = globals()[f"{library}_work"](nodes, read(path))
    found = {}
    for measure, run in work.items():
        taken = []
        # Minutes a run: once says enough.
        runs = 1 if library == "networkx" and measure in ("betweenness", "constraint") else RUNS.get(measure, 7)
        for _ in range(runs):
            begun = time.perf_counter()
            run()
            taken.append((time.perf_counter() - begun) * 1000)
        found[measure] = statistics.median(taken)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps(found))


def ours(timings, nodes, edges, threads, *more):
    """Our medians by measure, and the peak memory of the process."""
    program = subprocess.Popen(
        [timings, str(nodes), str(edges), "--threads", str(threads), *more], stdout=subprocess.PIPE, text=True
    )
    said = program.stdout.read()
    usage = os.wait4(program.pid, 0)[2]
    found = {"memory": usage.ru_maxrss / 1000}
    for line in said.splitlines():
        row = json.loads(line)
        if "median_ms" in row:
            found[row["measure"]] = row["median_ms"]
    found["communities"] = found.get("leiden_one_start")
    return found


def shown(ms):
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
            run = subprocess.run(
                [sys.executable, __file__, "child", library, path, str(nodes)], capture_output=True, text=True
            )
            if run.returncode == 0:
                columns[library] = json.loads(run.stdout)
            else:
                print(f"{library} was not measured: {run.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    print(f"\n| {nodes:,} nodes, {edges:,} edges, one thread | " + " | ".join(columns) + " |")
    print("|---" + "|--:" * len(columns) + "|")
    for measure in MEASURES:
        print(f"| {measure} | " + " | ".join(shown(found.get(measure)) for found in columns.values()) + " |")
    print("| peak memory | " + " | ".join(f"{found['memory']:.0f} MB" for found in columns.values()) + " |")
    print("\nCommunities: Leiden to the end here and in igraph, Louvain in the others. One start each.")


if __name__ == "__main__":
    if sys.argv[1] == "child":
        child(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
