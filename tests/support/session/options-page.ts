/** The options page as it opens over a real database. What asks the browser is for each test file to mock. */
import { expect, vi } from "vitest";
import type { Request } from "../../../src/jobs/messages.ts";
import type { Live } from "../../../src/session/common/live.ts";
import { type OptionsParts, type OptionsView, startOptions } from "../../../src/session/options/open.ts";
import { DATABASE_NAME } from "../../../src/store/opening/open.ts";
import { lastFile } from "../files/last-file.ts";
import type { PageStub } from "./page-stub.ts";

/** Waits until the options show a view of this kind. */
export const reached = (view: Live<OptionsView>, kind: OptionsView["kind"]): Promise<void> =>
  vi.waitFor(() => expect(view.current().kind).toBe(kind), { interval: 1 });

/** A connection to a database of this version. @param gives whether it makes way when somebody wants another version */
export const connection = (version: number, gives: boolean): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, version);
    request.onupgradeneeded = ({ oldVersion }) => oldVersion === 0 && request.result.createObjectStore("events");
    request.onsuccess = () => {
      if (gives) request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });

/** Options that are open. */
export async function opened() {
  const view = startOptions();
  expect(view.current()).toEqual({ kind: "opening" });
  await reached(view, "open");
  const open = view.current();
  if (open.kind !== "open") throw new Error(open.kind);
  return { view, open };
}

export const close = async (view: Live<OptionsView>): Promise<void> => {
  await reached(view, "open");
  // The next version makes the page give its connection up.
  (await connection(99, true)).close();
};

/** What {@link WorkerOfNoEnd} says of the last file. */
const LAST = lastFile();
export const lastIsKnown = (page: PageStub, { backup }: Pick<OptionsParts, "backup">): Promise<void> =>
  vi.waitFor(
    () => {
      page.rest();
      expect(backup.current().lastRestore).toEqual(LAST);
    },
    { interval: 1 },
  );

/** Says what `answers` has, and comes to no end with anything else. */
export class WorkerOfNoEnd {
  static readonly asked: string[] = [];
  static answers: Partial<Record<Request["kind"], unknown>> = {};
  onmessage: ((event: { data: unknown }) => void) | null = null;

  /** To be called before each test. */
  static begin(): void {
    WorkerOfNoEnd.asked.length = 0;
    WorkerOfNoEnd.answers = { lastRestore: LAST };
  }
  terminate(): void {}
  postMessage({ kind }: Request): void {
    WorkerOfNoEnd.asked.push(kind);
    const result = WorkerOfNoEnd.answers[kind];
    if (result !== undefined) queueMicrotask(() => this.onmessage?.({ data: { kind: "done", result } }));
  }
}
