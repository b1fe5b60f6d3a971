/** What only pages and the background may ask the browser for. A worker that looks after the data is lent it, through a port. */
import * as v from "valibot";
import type { Place } from "../core/log/place.ts";

/** A place that can be lent: its lock need not be waited for, see `platform/record/lock.ts`. */
interface PlaceToLend extends Place {
  readonly lock: <R>(mode: "shared" | "exclusive", work: () => Promise<R>, noWait?: AbortSignal) => Promise<R>;
}

export interface Outside {
  /** Where the second record is kept; null where the browser has no place for one. */
  readonly place: PlaceToLend | null;
  /** The version of the extension. */
  readonly appVersion: string;
  readonly downloads: {
    readonly permitted: () => Promise<boolean>;
    /** Bytes that a file may have at most. */
    readonly mostBytes: number;
    /** Resolves when the file is on the disk; to false when the user did not let it be saved. */
    readonly save: (name: string, content: Blob) => Promise<boolean>;
  };
}

/** What can be sent of it as it is. The rest is asked for by messages. */
export const lentSchema = v.strictObject({
  port: v.instance(MessagePort),
  place: v.nullable(v.strictObject({ kind: v.picklist(["own", "shared"]), name: v.string() })),
  appVersion: v.string(),
  mostBytes: v.number(),
});
export type Lent = v.InferOutput<typeof lentSchema>;

const name = v.string();
const askedSchema = v.variant("what", [
  v.strictObject({ id: v.number(), what: v.literal("list") }),
  v.strictObject({ id: v.number(), what: v.literal("read"), name }),
  v.strictObject({ id: v.number(), what: v.literal("write"), name, content: v.instance(Uint8Array) }),
  v.strictObject({ id: v.number(), what: v.literal("remove"), name }),
  /** Answered once it is held. */
  v.strictObject({ id: v.number(), what: v.literal("lock"), mode: v.picklist(["shared", "exclusive"]) }),
  v.strictObject({ id: v.number(), what: v.literal("unlock"), lock: v.number() }),
  v.strictObject({ id: v.number(), what: v.literal("permitted") }),
  v.strictObject({ id: v.number(), what: v.literal("save"), name, content: v.instance(Blob) }),
]);
type Asked = v.InferOutput<typeof askedSchema>;
type Ask = Asked extends infer One ? (One extends { readonly id: number } ? Omit<One, "id"> : never) : never;

/** An error as it crosses: what tells a full disk from another trouble is its name. */
const failureSchema = v.strictObject({ name: v.string(), message: v.string(), isOfBrowser: v.boolean() });
type Failure = v.InferOutput<typeof failureSchema>;

const toldSchema = v.variant("kind", [
  v.strictObject({ id: v.number(), kind: v.literal("done"), value: v.unknown() }),
  v.strictObject({ id: v.number(), kind: v.literal("failed"), why: failureSchema }),
  /** No answer: what was asked could not be understood, and nobody knows by its id what that was. */
  v.strictObject({ kind: v.literal("broken") }),
  /** No answer: the work that it was lent for is to come to its end. */
  v.strictObject({ kind: v.literal("stop") }),
]);
type Told = v.InferOutput<typeof toldSchema>;

export interface Loan {
  /** What the worker is given; its port is handed over. */
  readonly lent: Lent;
  /** Asks the worker to end after the step that is under way, which waits for no lock that others hold. */
  readonly stop: () => void;
  /** Ends the loan. A file that is being written then is written whole, and only then the lock that it needs comes free. */
  readonly end: () => void;
}

/** The work was to end while it waited for the lock of the second record. */
export class NotWaitedError extends Error {
  override readonly name = "NotWaitedError";
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

/** The same for the worker that it was lent to. */
export interface Borrowed extends Outside {
  /** False once whoever lent it wants the work to end. */
  readonly goOn: () => boolean;
}

/** While it waits for a lock the worker shows so often that it goes on, in ms; whoever holds that may take long. */
const SIGN_MS = 20_000;

/** @param onWaiting told now and then while the work waits for the lock of the second record */
export function borrowed(
  { port, place: named, appVersion, mostBytes }: Lent,
  onWaiting: () => void = () => {},
): Borrowed {
  let isStopped = false;
  const ask = asker(port, () => {
    isStopped = true;
  });
  const place: Place | null = named && {
    ...named,
    list: () => ask({ what: "list" }, v.array(v.string())).result,
    read: (one) => ask({ what: "read", name: one }, fileSchema).result,
    write: (one, content) => ask({ what: "write", name: one, content }, nothing).result,
    remove: (one) => ask({ what: "remove", name: one }, nothing).result,
    async lock(mode, work) {
      const signs = setInterval(onWaiting, SIGN_MS);
      const lock = ask({ what: "lock", mode }, nothing);
      await lock.result.finally(() => clearInterval(signs));
      try {
        return await work();
      } finally {
        await ask({ what: "unlock", lock: lock.id }, nothing).result;
      }
    },
  };
  return {
    goOn: () => !isStopped,
    place,
    appVersion,
    downloads: {
      permitted: () => ask({ what: "permitted" }, v.boolean()).result,
      mostBytes,
      save: (one, content) => ask({ what: "save", name: one, content }, v.boolean()).result,
    },
  };
}

const nothing = v.undefined();
const fileSchema = v.nullable(v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array));

/** @returns asks whoever has lent it. Where one of the two did not understand the other, all that waits fails, and what comes after */
function asker(port: MessagePort, onStop: () => void) {
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (why: unknown) => void }
  >();
  let last = 0;
  let broken: Error | null = null;
  const breakOff = (): void => {
    broken = new Error("what was said through the port of a loan cannot be read");
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const told = v.safeParse(toldSchema, data);
    if (!told.success) return breakOff();
    const said = told.output;
    if (said.kind === "stop") return onStop();
    if (said.kind === "broken") return breakOff();
    const one = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === "done") one?.resolve(said.value);
    else one?.reject(errorOf(said.why));
  };
  port.onmessageerror = breakOff;
  return <T>(what: Ask, result: v.GenericSchema<unknown, T>) => {
    last += 1;
    const id = last;
    const answered = new Promise<unknown>((resolve, reject) => {
      if (broken) return reject(broken);
      port.postMessage({ id, ...what });
      waiting.set(id, { resolve, reject });
    });
    return { id, result: answered.then((value) => v.parse(result, value)) };
  };
}

function failureOf(error: unknown): Failure {
  const isOfBrowser = error instanceof DOMException;
  return isOfBrowser || error instanceof Error
    ? { name: error.name, message: error.message, isOfBrowser }
    : { name: "Error", message: String(error), isOfBrowser };
}

function errorOf({ name, message, isOfBrowser }: Failure): Error {
  if (isOfBrowser) return new DOMException(message, name);
  if (name === "NotWaitedError") return new NotWaitedError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}
