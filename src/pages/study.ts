/**
 * The script that popup, new tab and visit begin with. It is one file for the three, so that all that comes later can be one
 * set of files as well: a file knows what it stands on by its name. It draws nothing itself: it puts up what was kept.
 */
import "../ui/styles/study-surface.css";
import { readKeptText } from "../platform/kept-text.ts";
import { logFailure } from "../platform/log-failure.ts";
import { afterPaint } from "../session/common/after-paint.ts";
import { documentRead } from "../session/common/document-read.ts";
import { here } from "../session/common/kept-here.ts";
import { keptIn } from "../session/study/kept/kept-card.ts";
import { firstLook } from "../ui/first/first-look.ts";
import { sayPartMissing } from "../ui/first/part-missing.ts";
import { fitPopup } from "../ui/study/fit-popup.ts";
import { gate } from "./newtab/gate.ts";

async function openStudyPage(surface: "popup" | "newtab"): Promise<void> {
  const what = surface === "newtab" ? gate() : "study";
  const kept = what === "study" ? keptIn(readKeptText(), here()) : null;
  if (kept) await documentRead();
  const first = kept && firstLook(kept, surface);
  if (surface === "popup") fitPopup();
  if (first) await afterPaint();
  try {
    const { drawSession, openQuiet } = await import("./study-later.ts");
    if (what === "study") drawSession(surface, first);
    else openQuiet(what);
  } catch (error) {
    first?.drop();
    sayPartMissing(error);
  }
}

const { page } = document.documentElement.dataset;

if (page === "popup" || page === "newtab") logFailure("opening the page", openStudyPage(page));
else
  logFailure(
    "loading the visit",
    import("./visit/open.tsx").then(({ beginVisit }) => beginVisit()),
  );
