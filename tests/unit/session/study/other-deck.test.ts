import { join } from "node:path";
import { expect, test } from "vitest";
import { buildDeck } from "../../../../cards/index.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { maker } from "../../../support/database/db-steps.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();

test("a deck on another subject is studied from its first card to its last, with no code of its own", async () => {
  const tides = await buildDeck(join(import.meta.dirname, "../../../fixtures/second-deck"));
  await bench.install(tides);
  await saveSetting(bench.db, "newPerDay", 200, () => maker(bench.nowMs));
  const seen = new Set<string>();
  // Siblings wait for another day, and contrasts for both their members.
  for (let day = 0; day < 30 && seen.size < tides.cards.length; day++) {
    const study = await bench.begun();
    while (shown(study) !== null) {
      const { content } = study.state().shown?.text ?? {};
      const order = study.state().shown?.optionOrder ?? [];
      if (content?.type === "choice") expect([...order].sort()).toEqual(content.options.map((_, i) => i));
      const answered = await bench.answer(study, 4);
      if (answered !== null) seen.add(answered);
    }
    bench.nowMs += DAY_MS;
  }
  expect([...seen].sort()).toEqual(tides.cards.map(({ id }) => id as string).sort());
});
