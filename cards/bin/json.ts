/** `npm run -s cards:json [folder ...]`: whole decks as JSON on stdout; one object for one deck, an array for several. */
import { buildDeck } from "../index.ts";
import { plain } from "../words/rich-text.ts";
import { deckFolders, run } from "./folders.ts";

await run(async () => {
  const decks = await Promise.all(deckFolders(process.argv.slice(2)).map((folder) => buildDeck(folder)));
  const readable = decks.map((deck) => ({
    ...deck,
    cards: deck.cards.map((card) => ({
      ...card,
      text: {
        front: plain(card.front),
        answer: plain(card.answer),
        back: [plain(card.answer), plain(card.reason), ...(card.note === null ? [] : [plain(card.note.text)])].join(
          "\n",
        ),
        reason: plain(card.reason),
        note: card.note === null ? null : plain(card.note.text),
        options: card.type === "choice" ? card.options.map((option) => plain(option.text)) : null,
      },
    })),
  }));
  process.stdout.write(`${JSON.stringify(readable.length === 1 ? readable[0] : readable, null, 2)}\n`);
});
