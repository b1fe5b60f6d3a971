/** What src/core may not hold: the browser, and a second copy of what stands in one place. */
import { describe, expect, test } from "vitest";
import messages from "../../../src/_locales/en/messages.json" with { type: "json" };
import { KINDS } from "../../../src/core/log/kinds.ts";
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { filesIn } from "./sources.ts";

const sources = filesIn("src", /\.tsx?$/);
const MODEL = "src/core/memory/model.ts";

const BROWSER =
  /\b(window|document|navigator|location|localStorage|sessionStorage|indexedDB|IDB\w+|caches|fetch|crypto|performance|setTimeout|setInterval|requestAnimationFrame|BroadcastChannel|addEventListener|browser|chrome|globalThis|process)\s*[.([]/;
/** Without comments, which may speak of anything. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");

describe("src/core", () => {
  test("reaches for nothing of a browser, a clock or chance", () => {
    const core = sources.filter(({ path }) => path.startsWith("src/core/"));
    expect(core.length).toBeGreaterThan(30);
    const reaching = core.filter(({ text }) => BROWSER.test(code(text)) || /\bDate\.now|Math\.random/.test(code(text)));
    expect(reaching.map(({ path }) => path)).toEqual([]);
    expect(BROWSER.test(code("const x = crypto.subtle;"))).toBe(true);
  });

  test("holds the default weights, in one place: nobody else writes one out or takes them from the library", () => {
    const telling = DEFAULT_WEIGHTS.filter((weight) => String(weight).length >= 6).map(String);
    expect(telling.length).toBeGreaterThan(5);
    const holds = ({ text }: { readonly text: string }): boolean => {
      const said = code(text);
      return /\bdefault_w\b|generatorParameters/.test(said) || telling.some((weight) => said.includes(weight));
    };
    expect(sources.filter(({ path }) => path !== MODEL && holds(sourceOf(path))).map(({ path }) => path)).toEqual([]);
    expect(holds(sourceOf(MODEL))).toBe(true);
  });
});

describe("a kind of event", () => {
  test.each([...KINDS.values()])("$name: stands in the table under its name, and there is a message for it", (kind) => {
    expect(KINDS.get(kind.name)).toBe(kind);
    expect(kind.words).toMatch(/^event_\w+$/);
    expect(Object.keys(messages)).toContain(kind.words);
  });

  test("names its message in its own file, and nobody else does", () => {
    const telling = sources.filter(({ text }) => /["'`]event_/.test(code(text))).map(({ path }) => path);
    expect(telling.filter((path) => !path.startsWith("src/core/log/kinds/"))).toEqual(["src/core/log/event-kind.ts"]);
  });

  test("has a message for each of its words, and there is no other", () => {
    const kinds = sources.filter(({ path }) => path.startsWith("src/core/log/kinds/"));
    const named = kinds.flatMap(({ text }) => [...text.matchAll(/"(event_\w+)"/g)].map(([, name]) => name));
    expect(named.sort()).toEqual(
      Object.keys(messages)
        .filter((name) => name.startsWith("event_"))
        .sort(),
    );
  });

  test("sets a register, or changes a card, or acts on what came before; never two of these", () => {
    for (const { name, isRegister, apply, actsOnEarlier } of KINDS.values()) {
      expect([name, [isRegister, apply, actsOnEarlier].filter(Boolean).length]).toEqual([name, 1]);
    }
  });
});

function sourceOf(path: string) {
  const source = sources.find((one) => one.path === path);
  if (!source) throw new Error(`there is no ${path}`);
  return source;
}
