import { catalogueOf, isLanguage, type Language } from "../extension/catalogues.ts";

/**
 * Stands in for the browser's own `chrome`: only what `src/platform/` asks of it itself. Import it for its effect. A page
 * of the gallery speaks the language that its address names, else English.
 */
const wanted = typeof location === "undefined" ? null : new URLSearchParams(location.search).get("lang");
const language: Language = wanted !== null && isLanguage(wanted) ? wanted : "en";

function getMessage(key: string, substitutions: readonly string[] = []): string {
  const message = (catalogueOf(language)[key] ?? catalogueOf("en")[key])?.message ?? "";
  return message.replace(/\$(\d)/g, (_, place: string): string => substitutions[Number(place) - 1] ?? "");
}

const manifest = { version: "1.0.0", chrome_url_overrides: { newtab: "pages/newtab/index.html" } };
const runtime = { getManifest: () => manifest };
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => language }, runtime } });
