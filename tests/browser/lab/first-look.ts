/** What a first script puts up, and what then is drawn in its place, for `first-look.test.ts`. */
import "../../support/gallery/browser-stub.ts";
import { render } from "preact";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { looksOf, pageOf } from "../../../src/pages/looks.ts";
import type { KeptCard } from "../../../src/session/kept/kept-card.ts";
import { keptSession } from "../../../src/session/kept/kept-first.ts";
import { liveValue } from "../../../src/session/live.ts";
import { firstLook } from "../../../src/ui/first/first-look.ts";
import { grown } from "../../../src/ui/first/markup.ts";
import { drawStudy } from "../../../src/ui/study/draw-study.ts";
import { CARDS } from "../../support/gallery/cards.ts";
import { typedView, viewOf } from "../../support/gallery/views.ts";

type Surface = "popup" | "newtab";

/** What differs; empty where all is as it should be. */
async function differences(card: KeptCard, surface: Surface): Promise<string[]> {
  const { body } = document;
  const kept = JSON.parse(JSON.stringify({ card, drawn: await looksOf(card) }));
  const look = firstLook(kept, surface);
  if (look === null) return ["it was not put up"];
  const before = [body.innerHTML, ...body.querySelectorAll("*")];
  const focused = document.activeElement;
  const seen = new MutationObserver(() => {});
  seen.observe(body, { attributes: true, characterData: true, childList: true, subtree: true });

  const page = () => pageOf(surface, liveValue(keptSession(card)));
  drawStudy({ isKept: true }, page);
  const found = seen.takeRecords().map(({ type, target }) => `${type} of ${target.nodeName} changed`);
  seen.disconnect();
  look.letGo();
  const after = [body.innerHTML, ...body.querySelectorAll("*")];
  if (before.length !== after.length || before.some((one, at) => one !== after[at]))
    found.push("other elements stand there");
  if (document.activeElement !== focused) found.push("the focus moved");
  if ((surface === "popup") !== focused?.matches("[data-stage-focus]")) found.push("the focus is elsewhere");
  render(null, body);

  render(page(), body);
  if (body.innerHTML !== after[0]) found.push("a page without a first look is drawn otherwise");
  render(null, body);
  return found;
}

const around = {
  revision: 3,
  counts: { learning: 1, review: 2, new: 3, doneToday: 4 },
  dayEndsAtMs: Date.now() + 3_600_000,
};
const of = (content: CardContent, deckLanguage = "en"): KeptCard => ({
  ...around,
  deckLanguage,
  view: viewOf(content, false),
});

Object.assign(globalThis, {
  /** Of cards of a deck, in a theme: what differs, by card. */
  async ofCards(cards: readonly CardContent[], surface: Surface, theme: string): Promise<string[]> {
    document.documentElement.dataset.theme = theme;
    const found: string[] = [];
    for (const card of cards) {
      for (const one of await differences(of(card), surface)) found.push(`${card.id} in ${surface}: ${one}`);
    }
    return found;
  },
  /** The same of every kind of card, in a deck of another language, and of one whose answer is typed. */
  async ofKinds(surface: Surface): Promise<string[]> {
    const kinds = [...Object.values(CARDS).map((card) => of(card, "es")), { ...of(CARDS.forward), view: typedView() }];
    const found: string[] = [];
    for (const card of kinds) {
      for (const one of await differences(card, surface)) found.push(`${card.view.content.type} in ${surface}: ${one}`);
    }
    return found;
  },
  /** Whether a text is an element that can be put up. */
  isGrown: (text: string): boolean => grown(JSON.parse(text)) !== null,
});
