"""How long Anki's own backend takes for what a study day and a package need.

    python timed.py <folder> <rounds> <job> ...

Reads package.apkg in the folder; writes <job>.json there: milliseconds of each round. Jobs: in, out, next, answer.
"""

import json
import os
import sys
import time

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.scheduler.v3 import CardAnswer

from check import import_package

DEFAULT_DECK = 1
# Rounds that are thrown away where many are taken.
WARM = 5


def empty_collection(path):
    for leftover in (path, path + "-wal", path + "-shm"):
        if os.path.exists(leftover):
            os.remove(leftover)
    col = Collection(path)
    col.set_config("rollover", 4)
    col.set_config("fsrs", True)
    return col


def timed(work):
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def times_in(folder, rounds):
    """Into an empty collection each time."""
    times = []
    for _ in range(rounds):
        col = empty_collection(os.path.join(folder, "in.anki2"))
        try:
            times.append(timed(lambda: import_package(col, os.path.join(folder, "package.apkg"))))
        finally:
            col.close()
    return times


def times_out(col, folder, rounds):
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=False, legacy=True)
    path = os.path.join(folder, "out.apkg")
    return [timed(lambda: col.export_anki_package(out_path=path, options=options, limit=None)) for _ in range(rounds)]


def begin_anew(col, deck):
    """Another deck is chosen and ours again, so that the queue must be made from nothing."""
    col.decks.set_current(DEFAULT_DECK)
    col.decks.set_current(deck)


def times_next(col, deck, rounds):
    times = []
    for _ in range(WARM + rounds):
        begin_anew(col, deck)
        times.append(timed(lambda: col.sched.get_queued_cards(fetch_limit=1)))
    return times[WARM:]


def times_answer(col, deck, rounds):
    begin_anew(col, deck)
    times = []
    for _ in range(WARM + rounds):
        queued = col.sched.get_queued_cards(fetch_limit=1)
        if not queued.cards:
            begin_anew(col, deck)
            continue
        first = queued.cards[0]
        card = col.get_card(first.card.id)
        card.start_timer()
        answer = col.sched.build_answer(card=card, states=first.states, rating=CardAnswer.GOOD)
        times.append(timed(lambda: col.sched.answer_card(answer)))
    return times[WARM:]


def largest_deck(col):
    return col.db.scalar("select did from cards group by did order by count() desc limit 1")


def run(folder, rounds, jobs):
    found = {}
    if "in" in jobs:
        found["in"] = times_in(folder, rounds)
    col = empty_collection(os.path.join(folder, "timed.anki2"))
    try:
        import_package(col, os.path.join(folder, "package.apkg"))
        deck = largest_deck(col)
        if "out" in jobs:
            found["out"] = times_out(col, folder, rounds)
        if "next" in jobs:
            found["next"] = times_next(col, deck, rounds)
        if "answer" in jobs:
            found["answer"] = times_answer(col, deck, rounds)
    finally:
        col.close()
    for job, times in found.items():
        with open(os.path.join(folder, job + ".json"), "w", encoding="utf-8") as file:
            json.dump(times, file)


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
