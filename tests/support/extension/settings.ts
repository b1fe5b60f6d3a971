/** Settings of the built extension, read and changed past its own code. */
import type { Page } from "puppeteer-core";
import { makeEventId } from "../../../src/core/ids.ts";
import { NO_DEVICE } from "../../../src/core/log/version-1.ts";
import { readStore, untilDatabase } from "./study.ts";

interface Row {
  readonly name: string;
  readonly key: string;
  readonly value: unknown;
}

/** What was chosen; a setting that is at its default is absent. */
export async function chosenSettings(page: Page): Promise<Record<string, unknown>> {
  const rows = await readStore<Row>(page, "registers");
  const settings = rows.filter(({ name, value }) => name.startsWith("setting/") && value !== null);
  return Object.fromEntries(settings.map(({ key, value }) => [key, value]));
}

/** Chooses a setting, as an event and in its register, as if another page had done so. */
export async function chooseSetting(page: Page, key: string, value: string | number | boolean): Promise<void> {
  await untilDatabase(page);
  const atMs = await page.evaluate(() => Date.now());
  const event = {
    kind: "setting",
    id: makeEventId(atMs, crypto.getRandomValues(new Uint8Array(10))),
    device: NO_DEVICE,
    atMs,
    offsetMinutes: 0,
    studyDay: Math.floor(atMs / 86_400_000),
    key,
    value,
  };
  await page.evaluate(
    async (made, row) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("osteon");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = db.transaction(["events", "registers"], "readwrite");
      transaction.objectStore("events").add(made);
      transaction.objectStore("registers").put(row);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      db.close();
    },
    event,
    { name: `setting/${key}`, id: event.id, atMs, key, value },
  );
}
