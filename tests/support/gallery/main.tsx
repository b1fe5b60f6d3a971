import { render } from "preact";
import "../../../src/ui/styles/study-surface.css";
import "../../../src/ui/styles/settings.css";
import "../../../src/ui/styles/plan.css";
import "../../../src/ui/styles/health.css";
import "../../../src/ui/styles/left-out.css";
import "../../../src/ui/styles/progress.css";
import "../../../src/ui/styles/map.css";
import "../../../src/ui/styles/map-side.css";
import "../../../src/ui/styles/charts.css";
import "../../../src/ui/styles/sheet.css";
import "../../../src/ui/styles/model.css";
import "../../../src/ui/styles/machines.css";
import { applyLanguage } from "../../../src/platform/page-language.ts";
import { loadParts } from "../../../src/ui/study/page-parts.ts";
import { cardsOf } from "./every-card.tsx";
import type { Layout } from "./state.ts";
import { STATES } from "./states.tsx";

declare global {
  interface Window {
    /** For tests and for the camera, which cannot import components outside a browser. */
    galleryStates: readonly { readonly name: string; readonly layouts: readonly Layout[] }[];
    /** Draws each card of the deck in turn, and tells of each what a function finds; see `every-card.tsx`. */
    everyCard: typeof cardsOf;
    /** Draws another state in the page that is open, without what the one before it left. */
    drawState: (name: string, layout: Layout) => void;
  }
}
window.everyCard = cardsOf;
window.drawState = (name, layout) => {
  render(null, document.body);
  window.asked.length = 0;
  scrollTo(0, 0);
  draw(name, layout);
};
window.galleryStates = Object.entries(STATES).map(([name, { layouts }]) => ({ name, layouts }));

applyLanguage();
const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme !== null) document.documentElement.dataset.theme = theme;

function draw(name: string, layout: Layout): boolean {
  const state = STATES[name];
  if (state === undefined) return false;
  render(state.draw(layout), document.body);
  state.act?.();
  return true;
}

const layout: Layout = query.get("layout") === "popup" ? "popup" : "page";
// All of it stands in this one script, so that the page is drawn before the browser calls it loaded.
void loadParts().then(() => {
  if (!draw(query.get("state") ?? "", layout)) {
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
