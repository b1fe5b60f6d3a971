// A classic script in every page's head: it runs before the first paint, so a dark page never flashes white.
import { applyTheme } from "../platform/appearance.ts";

applyTheme();
addEventListener("storage", () => applyTheme());
