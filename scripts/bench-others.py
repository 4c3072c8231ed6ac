"""What somebody would otherwise take for the same work, timed in the same run: prints rows of the bench's table.

bench-others.py DATA GRAPH.csv: DATA is the folder of real files, GRAPH.csv the made-up footprint's organisations' ties
(from, to, level) as the bench wrote it. A library that is not there is left out, and that is said.
"""

import csv
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

data, graph_file = Path(sys.argv[1]), Path(sys.argv[2])


def median_ms(work, runs=5):
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def row(what, work, note, runs=5):
    try:
        ms = median_ms(work, runs)
        print(f"| {what} | {ms:.0f} ms | | {note} |")
    except ImportError as missing:
        print(f"| {what} | not measured | | {missing.name} is not there |")


def read_workbook():
    import openpyxl

    book = openpyxl.load_workbook(data / "nhs/stp-partner-mapping-2019-04.xlsx", data_only=True)
    return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))


def practices_into_sqlite():
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "practices.db")
        db.execute("create table practice (" + ", ".join(f"c{n}" for n in range(27)) + ")")
        with open(data / "nhs/ods/epraccur.csv", encoding="utf-8", errors="replace") as file:
            rows = [(line + [""] * 27)[:27] for line in csv.reader(file)]
        db.executemany("insert into practice values (" + ",".join("?" * 27) + ")", rows)
        db.commit()
        db.close()


def edges():
    with open(graph_file, encoding="utf-8") as file:
        return [(a, b, int(level)) for a, b, level in csv.reader(file)]


def networkx_graph():
    import networkx

    graph = networkx.Graph()
    for a, b, level in edges():
        graph.add_edge(a, b, weight=level, distance=5 / max(level, 1))
    return networkx, graph


def layout():
    networkx, graph = networkx_graph()
    networkx.kamada_kawai_layout(graph, weight="distance")


def betweenness():
    networkx, graph = networkx_graph()
    networkx.betweenness_centrality(graph, weight="distance")


if (data / "nhs").is_dir():
    row("openpyxl: the NHS workbook read", read_workbook, "cells only: nothing joined, checked or kept")
    row("Python and SQLite: the practices read and stored", practices_into_sqlite, "rows as they are, nothing matched")
if graph_file.is_file():
    row("networkx: organisations laid out (Kamada–Kawai)", layout, "points: no names, no room for them", 3)
    row("networkx: weighted betweenness of the organisations", betweenness, "one of the measures behind influence", 3)
