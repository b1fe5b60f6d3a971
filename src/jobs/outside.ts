/** What only pages and the background may ask the browser for. A worker that looks after the data is lent it, through a port. */
import * as v from "valibot";
import type { Place } from "../core/log/place.ts";

export interface Outside {
  /** Where the second record is kept; null where the browser has no place for one. */
  readonly place: Place | null;
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
  v.strictObject({ id: v.number(), what: v.literal("permitted") }),
  v.strictObject({ id: v.number(), what: v.literal("save"), name, content: v.instance(Blob) }),
]);
type Asked = v.InferOutput<typeof askedSchema>;
type Ask = Asked extends infer One ? (One extends { readonly id: number } ? Omit<One, "id"> : never) : never;

const toldSchema = v.variant("kind", [
  v.strictObject({ id: v.number(), kind: v.literal("done"), value: v.unknown() }),
  v.strictObject({ id: v.number(), kind: v.literal("failed"), why: v.string() }),
  /** No answer: the work that it was lent for is to come to its end. */
  v.strictObject({ kind: v.literal("stop") }),
]);
type Told = v.InferOutput<typeof toldSchema>;

export interface Loan {
  /** What the worker is given; its port is handed over. */
  readonly lent: Lent;
  /** Asks the worker to end after the step that is under way. */
  readonly stop: () => void;
  /** Ends the loan. A file that is being written then is written whole. */
  readonly end: () => void;
}

export function lend(outside: Outside): Loan {
  const { port1, port2 } = new MessageChannel();
  const say = (told: Told): void => port1.postMessage(told);
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    const asked = v.parse(askedSchema, data);
    const { id } = asked;
    answer(outside, asked).then(
      (value) => say({ id, kind: "done", value }),
      (error: unknown) => say({ id, kind: "failed", why: String(error) }),
    );
  };
  const { place, appVersion, downloads } = outside;
  const named = place && { kind: place.kind, name: place.name };
  const lent = { port: port2, place: named, appVersion, mostBytes: downloads.mostBytes };
  return { lent, stop: () => say({ kind: "stop" }), end: () => port1.close() };
}

async function answer({ place, downloads }: Outside, asked: Asked): Promise<unknown> {
  if (asked.what === "permitted") return downloads.permitted();
  if (asked.what === "save") return downloads.save(asked.name, asked.content);
  if (!place) throw new Error("there is no second record");
  switch (asked.what) {
    case "list":
      return place.list();
    case "read":
      return place.read(asked.name);
    case "write":
      return place.write(asked.name, asked.content as Uint8Array<ArrayBuffer>);
    case "remove":
      return place.remove(asked.name);
  }
}

/** The same for the worker that it was lent to. */
export interface Borrowed extends Outside {
  /** False once whoever lent it wants the work to end. */
  readonly goOn: () => boolean;
}

/** @param lock that of the second record: pages and workers share their locks, and one that is ended gives its own free */
export function borrowed({ port, place: named, appVersion, mostBytes }: Lent, lock: Place["lock"]): Borrowed {
  let isStopped = false;
  const ask = asker(port, () => {
    isStopped = true;
  });
  const place: Place | null = named && {
    ...named,
    list: () => ask({ what: "list" }, v.array(v.string())),
    read: (one) => ask({ what: "read", name: one }, fileSchema),
    write: (one, content) => ask({ what: "write", name: one, content }, nothing),
    remove: (one) => ask({ what: "remove", name: one }, nothing),
    lock,
  };
  return {
    goOn: () => !isStopped,
    place,
    appVersion,
    downloads: {
      permitted: () => ask({ what: "permitted" }, v.boolean()),
      mostBytes,
      save: (one, content) => ask({ what: "save", name: one, content }, v.boolean()),
    },
  };
}

const nothing = v.undefined();
const fileSchema = v.nullable(v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array));

function asker(port: MessagePort, onStop: () => void) {
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (why: Error) => void }
  >();
  let last = 0;
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const said = v.parse(toldSchema, data);
    if (said.kind === "stop") return onStop();
    const one = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === "done") one?.resolve(said.value);
    else one?.reject(new Error(said.why));
  };
  return async <T>(what: Ask, result: v.GenericSchema<unknown, T>): Promise<T> => {
    const value = await new Promise<unknown>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      port.postMessage({ id: last, ...what });
    });
    return v.parse(result, value);
  };
}
