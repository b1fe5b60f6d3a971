/** Whoever lends a worker what only pages and the background may ask the browser for, and answers it. */
import * as v from "valibot";
import { NotWaitedError } from "../core/log/place.ts";
import {
  type Asked,
  askedSchema,
  type Failure,
  type Lent,
  type Outside,
  type PlaceToLend,
  type Told,
} from "./outside.ts";

export interface Loan {
  /** What the worker is given; its port is handed over. */
  readonly lent: Lent;
  /** Asks the worker to end after the step that is under way, which waits for no lock that others hold. */
  readonly stop: () => void;
  /** Ends the loan. A file that is being written then is written whole, and only then the lock that it needs comes free. */
  readonly end: () => void;
}

export function lend(outside: Outside): Loan {
  const { port1, port2 } = new MessageChannel();
  const say = (told: Told): void => port1.postMessage(told);
  const desk = new Desk(outside);
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    const asked = v.safeParse(askedSchema, data);
    if (!asked.success) return say({ kind: "broken" });
    const { id } = asked.output;
    desk
      .answer(asked.output)
      .then((value) => say({ id, kind: "done", value }))
      .catch((error: unknown) => say({ id, kind: "failed", why: failureOf(error) }));
  };
  port1.onmessageerror = () => say({ kind: "broken" });
  const { place, appVersion, downloads } = outside;
  const named = place && { kind: place.kind, name: place.name };
  return {
    lent: { port: port2, place: named, appVersion, mostBytes: downloads.mostBytes },
    stop() {
      desk.stopWaiting();
      say({ kind: "stop" });
    },
    end() {
      port1.close();
      desk.close();
    },
  };
}

/** Where a worker is answered. It holds the locks that the worker asks for: one that is ended leaves writes behind. */
class Desk {
  readonly #outside: Outside;
  readonly #noWait = new AbortController();
  /** Gives each lock free that the worker has, by the id with which it asked for it. */
  readonly #held = new Map<number, () => void>();
  readonly #changes = new Set<Promise<void>>();
  #isClosed = false;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  async answer(asked: Asked): Promise<unknown> {
    const { place, downloads } = this.#outside;
    if (asked.what === "permitted") return downloads.permitted();
    if (asked.what === "save") return downloads.save(asked.name, asked.content);
    if (!place) throw new Error("there is no second record");
    switch (asked.what) {
      case "list":
        return place.list();
      case "read":
        return place.read(asked.name);
      case "write":
        return this.#changing(place.write(asked.name, asked.content as Uint8Array<ArrayBuffer>));
      case "remove":
        return this.#changing(place.remove(asked.name));
      case "lock":
        return this.#lock(place, asked.mode, asked.id);
      case "unlock":
        return this.#unlock(asked.lock);
    }
  }

  stopWaiting(): void {
    this.#noWait.abort(new NotWaitedError("the work is to end"));
  }

  close(): void {
    this.#isClosed = true;
    this.stopWaiting();
    for (const id of [...this.#held.keys()]) this.#unlock(id);
  }

  /** Resolves when it is held. */
  #lock(place: PlaceToLend, mode: "shared" | "exclusive", id: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const hold = async (): Promise<void> => {
        if (this.#isClosed) return;
        const free = new Promise<void>((unlock) => this.#held.set(id, unlock));
        resolve();
        await free;
        await Promise.allSettled(this.#changes);
      };
      place.lock(mode, hold, this.#noWait.signal).catch(reject);
    });
  }

  #unlock(id: number): void {
    this.#held.get(id)?.();
    this.#held.delete(id);
  }

  #changing(change: Promise<void>): Promise<void> {
    this.#changes.add(change);
    return change.finally(() => this.#changes.delete(change));
  }
}

function failureOf(error: unknown): Failure {
  const isOfBrowser = error instanceof DOMException;
  return isOfBrowser || error instanceof Error
    ? { name: error.name, message: error.message, isOfBrowser }
    : { name: "Error", message: String(error), isOfBrowser };
}
