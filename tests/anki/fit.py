"""Fits FSRS to histories in Anki's own backend.

    python fit.py <folder> <rounds> <case> ...

Reads <case>.log, lines of "card unix-ms grade kind" in the order of time (kinds are those of Anki's review log); writes
<case>.fit.json: the weights, what Anki counts as reviews to learn from, and the seconds that its call took
in each round.
"""

import json
import os
import sys
import time

from anki.collection import Collection


def empty_collection(path):
    for leftover in (path, path + "-wal", path + "-shm"):
        if os.path.exists(leftover):
            os.remove(leftover)
    col = Collection(path)
    col.set_config("rollover", 4)
    col.set_config("fsrs", True)
    return col


def fill(col, path):
    """One note and card for each number in the log, and the log itself, as if it had all been done here."""
    for table in ("notes", "cards", "revlog"):
        col.db.execute(f"delete from {table}")
    note_type = col.models.by_name("Basic")["id"]
    with open(path, encoding="ascii") as file:
        rows = [tuple(map(int, line.split())) for line in file]
    cards = sorted({row[0] for row in rows})
    col.db.executemany(
        "insert into notes values (?, ?, ?, 0, -1, '', ?, ?, 0, 0, '')",
        [(card, f"g{card}", note_type, f"{card}\x1fa", str(card)) for card in cards],
    )
    col.db.executemany(
        "insert into cards values (?, ?, 1, 0, 0, -1, 2, 2, 0, 10, 2500, 5, 0, 0, 0, 0, 0, '{}')",
        [(card, card) for card in cards],
    )
    col.db.executemany(
        "insert into revlog values (?, ?, -1, ?, 1, 1, 2500, 5000, ?)",
        [(at, card, grade, kind) for card, at, grade, kind in rows],
    )


def fit(col):
    return col._backend.compute_fsrs_params(
        search="deck:Default",
        current_params=[],
        ignore_revlogs_before_ms=0,
        num_of_relearning_steps=1,
        health_check=False,
    )


def main(folder, rounds, cases):
    col = empty_collection(os.path.join(folder, "fit.anki2"))
    try:
        for case in cases:
            path = os.path.join(folder, case)
            col.db.transact(lambda: fill(col, path + ".log"))
            seconds = []
            for _ in range(rounds):
                started = time.perf_counter()
                response = fit(col)
                seconds.append(time.perf_counter() - started)
            result = {"weights": list(response.params), "items": response.fsrs_items, "seconds": seconds}
            with open(path + ".fit.json", "w", encoding="utf-8") as file:
                json.dump(result, file)
    finally:
        col.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
