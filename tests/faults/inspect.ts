/** What the built extension has stored, read past its own code, and whether it fits together. */
import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import type { CardEntry } from "../../src/core/card.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import { schedulerFor } from "../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { poll } from "../support/extension/driver.ts";
import { eventsIn, readStore } from "../support/extension/study.ts";

/** Every card is what its log folds to, and no event is there twice under two names. */
export async function expectWhole(page: Page): Promise<Envelope[]> {
  const events = await eventsIn(page);
  const cards = await readStore<CardEntry>(page, "states");
  expect(cards.length).toBeGreaterThan(0);
  const scheduler = schedulerFor(DEFAULT_SETTINGS);
  const wrong = cards.filter((card) => {
    const log = events.filter((event) => event.card !== undefined && [card.id, ...card.formerIds].includes(event.card));
    return JSON.stringify(foldCard(log, scheduler)) !== JSON.stringify(sameOrder(card));
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
  const showings = events.filter((event) => event.kind === "review").map((event) => `${event.card} ${event.atMs}`);
  expect(new Set(showings).size).toBe(showings.length);
  return events;
}

/** The fields of the state in the order in which a fold writes them. */
function sameOrder({ state }: CardEntry): unknown {
  const folded = foldCard([], schedulerFor(DEFAULT_SETTINGS));
  return Object.fromEntries(Object.keys(folded).map((key) => [key, state[key as keyof typeof state]]));
}

/** The ids of all events that the second record holds, in files that can be read. */
function recordedIds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const scope = globalThis as typeof globalThis & { browser?: Storage };
    interface Storage {
      readonly storage: {
        readonly local: { readonly get: (keys: null) => Promise<Record<string, Uint8Array<ArrayBuffer>>> };
      };
    }
    const files: [string, Uint8Array<ArrayBuffer>][] = [];
    if (location.protocol === "moz-extension:" && scope.browser) {
      files.push(...Object.entries(await scope.browser.storage.local.get(null)));
    } else {
      const cache = await caches.open("second-record");
      for (const request of await cache.keys()) {
        const entry = await cache.match(request);
        const content = await entry?.arrayBuffer().catch(() => undefined);
        if (content) files.push([request.url, new Uint8Array(content)]);
      }
    }
    const ids = new Set<string>();
    for (const [name, content] of files) {
      // Notes are small JSON files, not compressed; a torn file holds nothing that counts.
      if (!name.endsWith(".gz")) continue;
      const plain = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
      const text = await new Response(plain).text().catch(() => "");
      for (const line of text.split("\n").slice(0, -1)) {
        const { id, kind } = JSON.parse(line);
        if (typeof id === "string" && typeof kind === "string") ids.add(id);
      }
    }
    return [...ids].sort();
  });
}

/** Waits until the second record holds every event of the database. */
export async function waitUntilRecorded(page: Page): Promise<void> {
  const events = await eventsIn(page);
  await poll(async () => {
    const ids = new Set(await recordedIds(page));
    return events.every(({ id }) => ids.has(id));
  }, `${events.length} events to be in the second record`);
}

export const idsOf = (events: readonly Envelope[]): string[] => events.map(({ id }) => id).sort();
