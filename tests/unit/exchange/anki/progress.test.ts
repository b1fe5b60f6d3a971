import { expect, test } from "vitest";
import { type CardId, makeDeviceId } from "../../../../src/core/ids.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { eventsFromAnki } from "../../../../src/exchange/anki/events-from-anki.ts";
import type { FoundEvent } from "../../../../src/exchange/anki/read-reviews.ts";

test("an import tells how far it has come by thousands, however many cards there are, and at its end", () => {
  const found = Array.from(
    { length: 5500 },
    (_, i): FoundEvent => ({ card: `a-deck/fact-${i}/forward` as CardId, atMs: i + 1, rating: null }),
  );
  const now = nowAt(1_760_000_000_000, () => 0, 4);
  const data = { cards: [], events: [], settings: DEFAULT_SETTINGS, now, device: makeDeviceId(new Uint8Array(10)) };
  const told: number[] = [];
  eventsFromAnki(found, data, ({ done, total }) => {
    expect(total).toBe(found.length);
    told.push(done);
  });
  expect(told).toEqual([1000, 2000, 3000, 4000, 5000, 5500]);
});
