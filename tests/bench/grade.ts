import type { Driver } from "../support/extension/driver.ts";
import { reachCard } from "../support/extension/study.ts";
import type { Samples } from "./measure.ts";
import { giveNameHelper } from "./name-helper.ts";

const ROUNDS = 30;

/** From a grade's key to the next card on the screen, against one bare strict transaction with two puts and a frame. */
export const gradeToNext = (driver: Driver, rounds = ROUNDS): Promise<Samples> => timedByKey(driver, "grade", rounds);

/** From the undo's key until the graded card is on the screen again, against the same. */
export const undoToCard = (driver: Driver, rounds = ROUNDS): Promise<Samples> => timedByKey(driver, "undo", rounds);

async function timedByKey(driver: Driver, timed: "grade" | "undo", rounds: number): Promise<Samples> {
  const page = await driver.open("popup");
  await reachCard(page);
  await page.bringToFront();
  await giveNameHelper(page);
  const samples = await page.evaluate(measureInPage, rounds, timed);
  await page.close();
  return { ...samples, byTurns: true };
}

/** Runs in the page, so it refers to nothing outside itself. */
async function measureInPage(rounds: number, timed: "grade" | "undo"): Promise<{ ours: number[]; floor: number[] }> {
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const changed = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (ready()) return resolve();
      const observer = new MutationObserver(() => {
        if (!ready()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true, attributes: true });
    });
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const card = (): string => document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
  const revealed = (): boolean => document.querySelector("[data-rating]") !== null;

  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("bench-floor", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("cards", { keyPath: "id" });
      request.result.createObjectStore("events", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const bareGrade = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = db.transaction(["cards", "events"], "readwrite", { durability: "strict" });
      transaction.objectStore("cards").put({ id: n, text: "x".repeat(1000) });
      transaction.objectStore("events").put({ id: n, text: "x".repeat(200) });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });

  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Terms are shown before some cards; they are passed over.
    while (card() === "") {
      press(" ");
      await frame();
    }
    press(" ");
    await changed(revealed);
    await frame();
    const graded = card();
    let begun = performance.now();
    press("4");
    await changed(() => !revealed() && (card() !== graded || document.querySelector("[data-notice]") !== null));
    await frame();
    if (timed === "undo") {
      for (let i = 0; i < 5; i++) await frame();
      begun = performance.now();
      press("u");
      await changed(() => card() === graded && !revealed());
      await frame();
    }
    ours.push(performance.now() - begun);
    // What the session still reads after the card is shown must not weigh on the floor.
    for (let i = 0; i < 5; i++) await frame();
    const floorBegun = performance.now();
    await bareGrade(round);
    await frame();
    floor.push(performance.now() - floorBegun);
  }
  db.close();
  indexedDB.deleteDatabase("bench-floor");
  return { ours, floor };
}
