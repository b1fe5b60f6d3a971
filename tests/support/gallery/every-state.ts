/** Runs in the page: one word with it for all states, where asking for each took as long as looking at it. */
import { violations } from "../extension/axe-in-page.ts";
import type { Layout } from "./state.ts";
import { tooWide } from "./too-wide.ts";
import { touchesFrame } from "./touches-frame.ts";

/** What is asked of each state: whether it fits, and what axe-core finds in light alone, or in both themes, where it is there. */
export type Asked = "fits" | "light" | "both";

export interface Looked {
  readonly states: number;
  /** What is wrong, each with its state. */
  readonly found: readonly string[];
}

/** Draws each state that a layout has, one after the other, and looks at it. @throws with the state's name */
export async function everyState(layout: Layout, asked: Asked): Promise<Looked> {
  const found: string[] = [];
  let states = 0;
  const names = window.galleryStates.filter(({ layouts }) => layouts.includes(layout)).map(({ name }) => name);
  for (const name of names) {
    const add = (what: string) => (wrong: string) => found.push(`${name}${what}: ${wrong}`);
    try {
      await window.nextState(name, layout, "light");
      tooWide().forEach(add(", too wide"));
      touchesFrame().forEach(add(", touches its frame"));
      states += 1;
      if (asked === "fits") continue;
      (await violations()).forEach(add(", light"));
      // Light and dark are the same elements in the same places.
      if (asked === "light") continue;
      document.documentElement.dataset.theme = "dark";
      (await violations(["color-contrast"])).forEach(add(", dark"));
    } catch (cause) {
      throw new Error(`${name}: ${cause}`, { cause });
    }
  }
  return { states, found };
}
