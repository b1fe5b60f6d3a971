/** Every card of the deck that is shipped, one after the other in one page, so that a test can look at all of them. */
import { render } from "preact";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import type { SessionView } from "../../../src/session/study/session-view.ts";
import { optionsOf } from "../../../src/ui/review/pair.ts";
import { FakeSession } from "./FakeSession.tsx";
import type { Layout } from "./state.ts";
import { there } from "./there.ts";
import { viewOf } from "./views.ts";

/** The build puts them here. */
declare const BONE_CARDS: readonly CardContent[];

/** What must be in sight without scrolling, and how far it reaches below the sheet's edge, in CSS pixels. */
export interface Overflow {
  readonly id: string;
  readonly type: string;
  readonly question: number;
  readonly answer: number;
  /** As the page has scrolled by itself, to bring the answer into sight. */
  readonly reason: number;
  readonly note: number;
}

const below = (selector: string, edge: number): number =>
  Math.max(
    Number.MIN_SAFE_INTEGER,
    ...[...document.querySelectorAll(selector)].map((one) => Math.ceil(one.getBoundingClientRect().bottom - edge)),
  );

/** Draws each card turned, and measures it. A choice is answered wrong, which takes the most room. */
export async function cardsOf(layout: Layout): Promise<Overflow[]> {
  const found: Overflow[] = [];
  for (const content of BONE_CARDS) {
    const view = viewOf(content, false);
    const order = content.type === "choice" ? content.options.map((_, i) => i) : [];
    render(null, document.body);
    render(
      <FakeSession first={{ ...view, optionOrder: order } satisfies SessionView} layout={layout} />,
      document.body,
    );
    const edge = (document.querySelector(".sheet") as HTMLElement).getBoundingClientRect().bottom;
    const question = below(".question-side", edge);
    const wrong = optionsOf(content).findIndex(({ correct }) => !correct);
    (document.querySelector(wrong < 0 ? ".go-on" : `[data-option="${wrong}"]`) as HTMLElement).click();
    await there(".answer");
    const scrolled = document.querySelector(".sheet")?.scrollTop ?? 0;
    found.push({
      id: content.id,
      type: content.type,
      question,
      answer: scrolled + below(".question-side, .verdict, .answer-text:not(.visually-hidden)", edge),
      reason: below(".reason", edge),
      note: below(".note", edge),
    });
  }
  return found;
}
