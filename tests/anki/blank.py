"""Imports a deck that was saved without a history through Anki's own backend, and says what Anki found.

    python blank.py <file.apkg>

Prints JSON. Decides nothing: blank.ts compares.
"""

import json
import os
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def main(path):
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(os.path.join(folder, "collection.anki2"))
        try:
            options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
            log = col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
            cards = col.db.all("select id, type, queue, reps, lapses, ivl, data from cards")
            rendered = [col.get_card(row[0]).render_output() for row in cards]
            media = col.media.check()
            problems, fine = col.fix_integrity()
            deck = col.decks.get(col.db.scalar("select did from cards limit 1"))
            col.decks.set_current(deck["id"])
            first = col.sched.getCard()
            print(
                json.dumps(
                    {
                        "new": len(log.new),
                        "reviews": col.db.scalar("select count(*) from revlog"),
                        "seen": [row for row in cards if list(row[1:6]) != [0, 0, 0, 0, 0]],
                        "guids": col.db.list("select guid from notes"),
                        "empty": sum(1 for one in rendered if not one.question_text.strip()),
                        "missing": list(media.missing),
                        "deck": deck["name"],
                        "description": deck.get("desc", ""),
                        "first": col.get_note(first.nid).guid if first else None,
                        "fine": fine,
                        "problems": problems,
                    }
                )
            )
        finally:
            col.close()


if __name__ == "__main__":
    main(sys.argv[1])
