/** A worker that was lent what only pages and the background may ask the browser for: each wish goes through the port. */
import * as v from "valibot";
import { NotWaitedError, type Place } from "../core/log/place.ts";
import { type Ask, type Failure, type Lent, type Outside, toldSchema } from "./outside.ts";

/** What was lent, as the worker has it. */
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
      return freeAfter(work, () => ask({ what: "unlock", lock: lock.id }, nothing).result);
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

/** Gives a lock free after the work, whatever becomes of that. Where both fail, what the work failed of is told. */
async function freeAfter<R>(work: () => Promise<R>, unlock: () => Promise<void>): Promise<R> {
  let done: R;
  try {
    done = await work();
  } catch (error) {
    // Whoever has lent it gives it free at the end of the loan.
    await unlock().catch((second: unknown) => console.error("a lock on loan could not be given free:", second));
    throw error;
  }
  await unlock();
  return done;
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

function errorOf({ name, message, isOfBrowser }: Failure): Error {
  if (isOfBrowser) return new DOMException(message, name);
  if (name === "NotWaitedError") return new NotWaitedError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}
