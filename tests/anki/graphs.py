"""What Anki's own graphs service says of a collection, as plain JSON. Decides nothing: graphs.ts compares."""


def read_graphs(col):
    graphs = col._backend.graphs(search="", days=0)
    ranges = ("one_month", "three_months", "one_year", "all_time")
    periods = ("today", "yesterday", "week", "month", "year", "all_time")
    kinds = ("learn", "relearn", "young", "mature", "filtered")
    reviews = graphs.reviews
    today = graphs.today
    counts = graphs.card_counts.including_inactive
    retention = {name: getattr(graphs.true_retention, name) for name in periods}
    return {
        "today": {
            "answers": today.answer_count,
            "millis": today.answer_millis,
            "correct": today.correct_count,
            "learn": today.learn_count,
            "review": today.review_count,
            "relearn": today.relearn_count,
        },
        "count": {day: [getattr(row, kind) for kind in kinds] for day, row in reviews.count.items()},
        "time": {day: [getattr(row, kind) for kind in kinds] for day, row in reviews.time.items()},
        "buttons": {
            name: [list(getattr(getattr(graphs.buttons, name), group)) for group in ("learning", "young", "mature")]
            for name in ranges
        },
        "hours": {name: [[hour.total, hour.correct] for hour in getattr(graphs.hours, name)] for name in ranges},
        "retention": {
            name: [row.young_passed, row.young_failed, row.mature_passed, row.mature_failed]
            for name, row in retention.items()
        },
        "cards": [counts.newCards, counts.learn, counts.relearn, counts.young, counts.mature],
        "due": dict(graphs.future_due.future_due),
        "difficulty": dict(graphs.difficulty.eases),
        "stability": dict(graphs.stability.intervals),
    }
