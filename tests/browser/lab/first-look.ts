/** What a first script puts up, and what then is drawn in its place, for `first-look.test.ts`. */
import "../../support/gallery/browser-stub.ts";
import { render } from "preact";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { looksOf, pageOf } from "../../../src/pages/looks.ts";
import { liveValue } from "../../../src/session/common/live.ts";
import { keptSession } from "../../../src/session/opening/kept-first.ts";
import type { KeptCard } from "../../../src/session/study/kept/kept-card.ts";
import { firstLook } from "../../../src/ui/first/first-look.ts";
import { grown } from "../../../src/ui/first/markup.ts";
import { drawStudy } from "../../../src/ui/study/draw-study.ts";
import { loadParts, partsOf } from "../../../src/ui/study/page-parts.ts";
import { CARDS } from "../../support/gallery/cards.ts";
import { typedView, viewOf } from "../../support/gallery/views.ts";

type Surface = "popup" | "newtab";

/** One in which preact has drawn nothing yet, as in a page that is opened. */
function freshBody(): HTMLElement {
  const body = document.createElement("body");
  document.body.replaceWith(body);
  return body;
}

/** What differs; empty where all is as it should be. */
async function differences(card: KeptCard, surface: Surface): Promise<string[]> {
  await loadParts(partsOf(card.view));
  const kept = JSON.parse(JSON.stringify({ card, looks: looksOf(card) }));
  const page = () => pageOf(surface, liveValue(keptSession(card)));
  const body = freshBody();
  const look = firstLook(kept, surface);
  if (look === null) return isWithField(card) ? [] : ["it was not put up"];
  const [before, elements] = [body.cloneNode(true), [...body.querySelectorAll("*")]];
  drawStudy({ isKept: true }, page());
  await look.letGo();

  const found: string[] = [];
  if (!before.isEqualNode(body)) found.push("something else stands there");
  if ([...body.querySelectorAll("*")].some((one, at) => one !== elements[at])) found.push("other elements stand there");
  if ((surface === "popup") !== document.activeElement?.matches("[data-stage-focus]"))
    found.push("the focus is elsewhere");

  const plain = freshBody();
  render(page(), plain);
  if (!before.isEqualNode(plain)) found.push("a page without a first look is drawn otherwise");
  render(null, plain);
  return found;
}

const isWithField = ({ view }: KeptCard): boolean => view.content.type === "number";

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

/** The card with nothing but such texts, under a heading that is one too. */
const saying = (text: string, card: CardContent): CardContent =>
  JSON.parse(JSON.stringify({ ...card, heading: text }), (key, value) =>
    key === "text" && typeof value === "string" ? text : value,
  );

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
  /** The same of every kind of card, in a deck of another language. */
  async ofKinds(surface: Surface): Promise<string[]> {
    const found: string[] = [];
    for (const card of Object.values(CARDS)) {
      for (const one of await differences(of(card, "es"), surface)) found.push(`${card.type} in ${surface}: ${one}`);
    }
    return found;
  },
  /** The same of every kind of card, if its words were such a text. */
  async ofWords(text: string, surface: Surface): Promise<string[]> {
    const found: string[] = [];
    for (const card of Object.values(CARDS)) {
      for (const one of await differences(of(saying(text, card)), surface)) found.push(`${card.type}: ${one}`);
    }
    return found;
  },
  /** What is kept of a card whose answer is typed. */
  async ofTyped(): Promise<unknown> {
    const card = { ...of(CARDS.forward), view: typedView() };
    await loadParts(partsOf(card.view));
    return looksOf(card);
  },
  /** Whether a text is an element that can be put up. */
  isGrown: (text: string): boolean => grown(JSON.parse(text)) !== null,
});
