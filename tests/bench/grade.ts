import type { Driver } from "../support/extension/driver.ts";
import { reachCard } from "../support/extension/study.ts";
import { giveHands, type WithHands } from "./hands.ts";
import type { Samples } from "./measure.ts";

const ROUNDS = 30;

/** From a grade's key to the next card on the screen, against one bare strict transaction with two puts and a frame. */
export const gradeToNext = (driver: Driver, rounds = ROUNDS): Promise<Samples> => timedByKey(driver, "grade", rounds);

/** From the undo's key until the graded card is on the screen again, against the same. */
export const undoToCard = (driver: Driver, rounds = ROUNDS): Promise<Samples> => timedByKey(driver, "undo", rounds);

async function timedByKey(driver: Driver, timed: "grade" | "undo", rounds: number): Promise<Samples> {
  const page = await driver.open("popup");
  await reachCard(page);
  await giveHands(page);
  const samples = await page.evaluate(measureInPage, rounds, timed);
  await page.close();
  return { ...samples, byTurns: true };
}

/** Runs in the page, so it refers to nothing outside itself but its hands. */
async function measureInPage(rounds: number, timed: "grade" | "undo"): Promise<{ ours: number[]; floor: number[] }> {
  const { frame, changed, press, card, turn, grade } = (globalThis as unknown as WithHands).hands;
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
    const graded = await turn();
    let begun = performance.now();
    await grade(graded);
    if (timed === "undo") {
      for (let i = 0; i < 5; i++) await frame();
      begun = performance.now();
      press("u");
      await changed(() => card() === graded && document.querySelector("[data-rating]") === null);
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
