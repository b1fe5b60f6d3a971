// A classic script in every page's head: it runs before the first paint, so a dark page never flashes white.
import { APPEARANCE_KEY } from "../platform/appearance.ts";

document.documentElement.dataset.theme = localStorage.getItem(APPEARANCE_KEY) ?? "system";
