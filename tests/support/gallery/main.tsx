import { render } from "preact";
import "../../../src/ui/styles/study-surface.css";
import "../../../src/ui/styles/settings.css";
import "../../../src/ui/styles/plan.css";
import "../../../src/ui/styles/health.css";
import "../../../src/ui/styles/left-out.css";
import "../../../src/ui/styles/progress.css";
import "../../../src/ui/styles/browse.css";
import "../../../src/ui/styles/chosen.css";
import "../../../src/ui/styles/map.css";
import "../../../src/ui/styles/map-side.css";
import "../../../src/ui/styles/charts.css";
import "../../../src/ui/styles/sheet.css";
import "../../../src/ui/styles/model.css";
import "../../../src/ui/styles/machines.css";
import "../../../src/ui/styles/visit-page.css";
import { applyLanguage } from "../../../src/platform/page-language.ts";
import { loadParts } from "../../../src/ui/study/page-parts.ts";
import { atRest } from "./camera/at-rest.ts";
import { strangeCharacters } from "./camera/strange-characters.ts";
import { cardsOf } from "./every-card.tsx";
import { everyState } from "./every-state.ts";
import type { Layout } from "./state.ts";
import { STATES } from "./states.tsx";

declare global {
  interface Window {
    /** For tests and for the camera, which cannot import components outside a browser. */
    galleryStates: readonly { readonly name: string; readonly layouts: readonly Layout[] }[];
    /** Draws a state in place of what is there, as on a page that was just loaded. */
    showState: (name: string, layout: Layout) => Promise<void>;
    /** The same in other colours, once all of it is drawn. */
    nextState: (name: string, layout: Layout, theme: "light" | "dark") => Promise<void>;
    /** Draws a state in light; settled once it has come to rest. */
    stateAtRest: (name: string, layout: Layout) => ReturnType<typeof atRest>;
    /** Shows it in dark, and tells which characters of it no face has. */
    turnDark: () => readonly string[];
    /** Draws each state in turn, and tells what is wrong with it; see `every-state.ts`. */
    everyState: typeof everyState;
    /** Settled once the state is there that the page was loaded with. */
    firstShown: Promise<void>;
    /** Draws each card of the deck in turn, and tells of each what a function finds; see `every-card.tsx`. */
    everyCard: typeof cardsOf;
  }
}
window.everyCard = cardsOf;
window.everyState = everyState;
window.galleryStates = Object.entries(STATES).map(([name, { layouts }]) => ({ name, layouts }));
window.showState = async (name, layout) => {
  const state = STATES[name];
  if (state === undefined) throw new Error(`the gallery has no state ${name}`);
  render(null, document.body);
  window.asked.length = 0;
  scrollTo(0, 0);
  render(state.draw(layout), document.body);
  await state.act?.();
};

window.nextState = async (name, layout, colours) => {
  document.documentElement.dataset.theme = colours;
  await window.showState(name, layout);
  // What draws itself after the first frame has done so, and fonts that it was the first to need are there.
  await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await document.fonts.ready;
};

window.stateAtRest = async (name, layout) => {
  document.documentElement.dataset.theme = "light";
  await window.showState(name, layout);
  return atRest();
};
window.turnDark = () => {
  const strange = strangeCharacters();
  document.documentElement.dataset.theme = "dark";
  return strange;
};

applyLanguage();
const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme !== null) document.documentElement.dataset.theme = theme;

const state = query.get("state") ?? "";
const layout: Layout = query.get("layout") === "popup" ? "popup" : "page";
// All of it stands in this one script, so that the page is drawn before the browser calls it loaded.
window.firstShown = loadParts().then(async () => {
  if (state in STATES) {
    await window.showState(state, layout);
  } else {
    const links = Object.entries(STATES).flatMap(([name, { layouts }]) =>
      layouts.map((where) => ({ where, name, href: `?state=${name}&layout=${where}&theme=${theme ?? "light"}` })),
    );
    render(
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>
              {link.name}, {link.where}
            </a>
          </li>
        ))}
      </ul>,
      document.body,
    );
  }
});
