"""Asks Anki's own simulator what a deck will cost.

    python simulate.py <folder> <case>

Reads <case>.log, as fit.py does, and <case>.json: weights, days, retentions, cards (number, stability, difficulty, days
since the last review, days until due), orders. Writes <case>.simulated.json: for so many orders of the cards, and for each
retention, the reviews, seconds and cards known that Anki foresees, and how it thinks that the learner answers. Anki draws
the same luck each time; in another order other cards have it.
"""

import json
import os
import random
import sys
import time

from anki import scheduler_pb2
from fit import empty_collection, fill


def put_in_review(col, cards):
    today = col.sched.today
    now = int(time.time())
    for number, stability, difficulty, elapsed, due in cards:
        data = json.dumps({"s": stability, "d": difficulty, "dr": 0.9, "lrt": now - elapsed * 86400})
        col.db.execute(
            "update cards set type = 2, queue = 2, due = ?, ivl = ?, data = ? where id = ?",
            today + due,
            elapsed + due,
            data,
            number,
        )


def simulate(col, case, retention):
    response = col._backend.simulate_fsrs_review(
        scheduler_pb2.SimulateFsrsReviewRequest(
            params=case["weights"],
            desired_retention=retention,
            deck_size=0,
            days_to_simulate=case["days"],
            new_limit=0,
            review_limit=9999,
            max_interval=36500,
            search="deck:Default",
            new_cards_ignore_review_limit=True,
            easy_days_percentages=[1.0] * 7,
            historical_retention=0.9,
            learning_step_count=2,
            relearning_step_count=1,
        )
    )
    return {
        "retention": retention,
        "reviews": sum(response.daily_review_count),
        "seconds": sum(response.daily_time_cost),
        "known": response.accumulated_knowledge_acquisition[-1],
    }


def in_orders(col, case):
    """The first as they are."""
    numbers = [card[0] for card in case["cards"]]
    for order in range(case["orders"]):
        cards = [[number, *card[1:]] for number, card in zip(numbers, case["cards"])]
        col.db.transact(lambda: put_in_review(col, cards))
        yield [simulate(col, case, retention) for retention in case["retentions"]]
        random.Random(order).shuffle(numbers)


def main(folder, name):
    path = os.path.join(folder, name)
    with open(path + ".json", encoding="utf-8") as file:
        case = json.load(file)
    col = empty_collection(os.path.join(folder, "simulate.anki2"))
    try:
        col.db.transact(lambda: fill(col, path + ".log"))
        orders = list(in_orders(col, case))
        found = col._backend.get_optimal_retention_parameters("deck:Default")
        result = {
            "orders": orders,
            "first": list(found.first_rating_prob),
            "passed": list(found.review_rating_prob),
            "learning": list(found.learning_step_transitions),
            "relearning": list(found.relearning_step_transitions),
            "seconds": list(found.state_rating_costs),
        }
    finally:
        col.close()
    with open(path + ".simulated.json", "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
