// A classic script in every page's head: it runs before the first paint, so a dark page never flashes white, and nothing
// is drawn the wrong way round.
import { applyTheme } from "../platform/appearance.ts";
import { applyLanguage } from "../platform/page-language.ts";

applyLanguage();
applyTheme();
addEventListener("storage", () => applyTheme());
