"""Imports packages through Anki's own backend, compares, studies on, and exports again.

    python check.py <folder> <case> ...

Reads <case>.apkg and <case>.json (what Osteon says is in it), and <case>.before.apkg where one was brought before; writes <case>.legacy.apkg, <case>.latest.apkg, the same two
without learning progress and after a template was added in front of ours, and <case>.result.json (what Anki found, and
what was done there). Decides nothing: run.ts compares.
"""

import json
import os
import random
import sys
import tempfile

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as ALWAYS
from anki.scheduler.v3 import CardAnswer

from graphs import read_graphs

QUEUES = {"suspended": -1, "buried": -3}
RATINGS = [CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY]


def import_package(col, path, **more):
    options = ImportAnkiPackageOptions(**{"with_scheduling": True, "with_deck_configs": True, **more})
    return col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))


def bring_before(col, path):
    """As our help says, where the older package is there: the newer one over it changes no progress, so the deck goes."""
    if not os.path.exists(path + ".before.apkg"):
        return None
    log = import_package(col, path + ".before.apkg").log
    reviews = len(read_reviews(col))
    import_package(col, path + ".apkg", update_notes=ALWAYS, update_notetypes=ALWAYS)
    over = len(read_reviews(col))
    col.decks.remove([deck for (deck,) in col.db.execute("select distinct did from cards")])
    return {"notes": len(log.new), "reviews": reviews, "over": over, "kept": col.card_count()}


def read_cards(col):
    today = col.sched.today
    query = """select n.guid, c.id, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left, c.data, n.flds
        from cards c join notes n on n.id = c.nid"""
    cards = {}
    for guid, cid, type_, queue, due, ivl, factor, reps, lapses, left, data, flds in col.db.all(query):
        in_days = type_ == 2
        cards[guid] = {
            "id": cid,
            "type": type_,
            "queue": queue,
            "due": due - today if in_days else due,
            "ivl": ivl,
            "factor": factor,
            "reps": reps,
            "lapses": lapses,
            "left": left,
            "data": json.loads(data) if data else {},
        }
    return cards


def read_reviews(col):
    query = """select n.guid, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type
        from revlog r join cards c on c.id = r.cid join notes n on n.id = c.nid order by r.id"""
    return [list(row) for row in col.db.all(query)]


def order_without_progress(path):
    """The guids in the order in which their cards are introduced to a user who takes no progress."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(os.path.join(folder, "collection.anki2"))
        try:
            import_package(col, path + ".apkg", with_scheduling=False)
            return col.db.list("select n.guid from cards c join notes n on n.id = c.nid order by c.due, c.id")
        finally:
            col.close()


def recompute(col, cards):
    """Memory states as Anki works them out from the review log alone."""
    states = {}
    for guid, card in cards.items():
        if card["reps"] == 0:
            continue
        response = col._backend.compute_memory_state(card["id"])
        if response.HasField("state"):
            states[guid] = [response.state.stability, response.state.difficulty]
    return states


def answer_some(col, cards, seed, count):
    """Answers a few cards as a user would."""
    pick = random.Random(seed)
    open_cards = sorted(guid for guid, card in cards.items() if card["queue"] >= 0)
    for guid in pick.sample(open_cards, min(count, len(open_cards))):
        for _ in range(pick.choice([1, 1, 2])):
            card = col.get_card(cards[guid]["id"])
            card.start_timer()
            states = col._backend.get_scheduling_states(card.id)
            answer = col.sched.build_answer(card=card, states=states, rating=pick.choice(RATINGS))
            col.sched.answer_card(answer)


def forget_some(col, cards, seed):
    """Resets a few cards that were learnt, answers half of them, and sets the due day of one more by hand."""
    learnt = sorted(guid for guid, card in cards.items() if card["reps"] > 1 and card["type"] == 2 and card["queue"] >= 0)
    chosen = random.Random(seed).sample(learnt, min(7, len(learnt)))
    forgotten, moved = chosen[:6], chosen[6:]
    if moved:
        col.sched.set_due_date([cards[guid]["id"] for guid in moved], "9")
    col.sched.schedule_cards_as_new([cards[guid]["id"] for guid in forgotten])
    answered = forgotten[::2]
    for guid in answered:
        card = col.get_card(cards[guid]["id"])
        card.start_timer()
        states = col._backend.get_scheduling_states(card.id)
        col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
    now = read_cards(col)
    return {guid: {"answered": guid in answered, "card": now[guid]} for guid in forgotten}


def set_aside_some(col, seed):
    """Suspends a few cards and buries one, as a user does by hand; says which stand so."""
    asked = sorted((guid, card["id"]) for guid, card in read_cards(col).items() if card["queue"] >= 0)
    ids = [card_id for _, card_id in random.Random(seed).sample(asked, min(3, len(asked)))]
    col.sched.suspend_cards(ids[1:])
    col.sched.bury_cards(ids[:1], manual=True)
    cards = read_cards(col)
    return {name: sorted(guid for guid in cards if cards[guid]["queue"] == queue) for name, queue in QUEUES.items()}


def add_template_in_front(col):
    """As a user does who adds a card of their own to our note type, drags it before ours, and answers it."""
    before = {card_id for (card_id,) in col.db.execute("select id from cards")}
    model = col.models.get(col.db.scalar("select mid from notes limit 1"))
    template = col.models.new_template("Mine")
    template["qfmt"] = "Mine: {{Osteon}}"
    template["afmt"] = "{{Back}}"
    col.models.add_template(model, template)
    col.models.reposition_template(model, model["tmpls"][-1], 0)
    col.models.update_dict(model)
    added = [card_id for (card_id,) in col.db.execute("select id from cards") if card_id not in before]
    for card_id in added[:3]:
        card = col.get_card(card_id)
        card.start_timer()
        states = col._backend.get_scheduling_states(card.id)
        col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=CardAnswer.AGAIN))
    return len(added)


def export(col, path, name, **more):
    for form, legacy in (("legacy", True), ("latest", False)):
        options = {"with_scheduling": True, "with_deck_configs": True, "with_media": False, "legacy": legacy, **more}
        col.export_anki_package(
            out_path=f"{path}.{name}{form}.apkg", options=ExportAnkiPackageOptions(**options), limit=None
        )


def render(col, cards):
    card = col.get_card(next(iter(cards.values()))["id"])
    output = card.render_output()
    return {"question": output.question_text, "answer": output.answer_text}


def check(folder, case):
    path = os.path.join(folder, case)
    with open(path + ".json", encoding="utf-8") as file:
        expected = json.load(file)
    collection = path + ".anki2"
    for leftover in (collection, collection + "-wal", collection + "-shm"):
        if os.path.exists(leftover):
            os.remove(leftover)
    col = Collection(collection)
    try:
        col.set_config("rollover", expected["rollover"])
        col.set_config("fsrs", True)
        before = bring_before(col, path)
        log = import_package(col, path + ".apkg").log
        cards = read_cards(col)
        reviews = read_reviews(col)
        result = {
            "before": before,
            "order": order_without_progress(path),
            "new": len(log.new),
            "cards": cards,
            "reviews": reviews,
            "recomputed": recompute(col, cards),
            "rendered": render(col, cards),
            "graphs": read_graphs(col),
        }
        media = col.media.check()
        result["media"] = {
            "missing": list(media.missing),
            "unused": list(media.unused),
            "files": sorted(os.listdir(col.media.dir())),
        }
        deck = col.decks.get(col.db.scalar("select did from cards limit 1"))
        config = col.decks.config_dict_for_deck_id(deck["id"])
        result["deck"] = {
            "name": deck["name"],
            "weights": config.get("fsrsParams6"),
            "desiredRetention": config.get("desiredRetention"),
        }
        again = import_package(col, path + ".apkg").log
        result["newAgain"] = len(again.new)
        problems, fine = col.fix_integrity()
        result["integrity"] = {"fine": fine, "problems": problems}
        known = {row[1] for row in read_reviews(col)}
        answer_some(col, cards, expected["seed"], expected["answers"])
        result["forgotten"] = forget_some(col, read_cards(col), expected["seed"])
        # A due day that was set by hand keeps the factor of its card, and is no answer.
        done = [row for row in read_reviews(col) if row[1] not in known]
        result["answered"] = [row for row in done if row[2] > 0 or row[5] == 0]
        due = sorted({row[0] for row in done if row[2] == 0 and row[5] != 0})
        result["byHand"] = {"due": due, **set_aside_some(col, expected["seed"])}
        problems, fine = col.fix_integrity()
        result["integrityAfterAnswers"] = {"fine": fine, "problems": problems}
        export(col, path, "")
        export(col, path, "bare-", with_scheduling=False)
        result["addedCards"] = add_template_in_front(col)
        export(col, path, "moved-")
    finally:
        col.close()
    with open(path + ".result.json", "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    for name in sys.argv[2:]:
        check(sys.argv[1], name)
