/** What only pages and the background may ask the browser for. It is lent to a worker through a port: what is said through that. */
import * as v from "valibot";
import type { Place } from "../core/log/place.ts";

/** A place that can be lent: its lock need not be waited for, see `platform/record/lock.ts`. */
export interface PlaceToLend extends Place {
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
export const askedSchema = v.variant("what", [
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
export type Asked = v.InferOutput<typeof askedSchema>;
export type Ask = Asked extends infer One ? (One extends { readonly id: number } ? Omit<One, "id"> : never) : never;

/** An error as it crosses: what tells a full disk from another trouble is its name. */
const failureSchema = v.strictObject({ name: v.string(), message: v.string(), isOfBrowser: v.boolean() });
export type Failure = v.InferOutput<typeof failureSchema>;

export const toldSchema = v.variant("kind", [
  v.strictObject({ id: v.number(), kind: v.literal("done"), value: v.unknown() }),
  v.strictObject({ id: v.number(), kind: v.literal("failed"), why: failureSchema }),
  /** No answer: what was asked could not be understood, and nobody knows by its id what that was. */
  v.strictObject({ kind: v.literal("broken") }),
  /** No answer: the work that it was lent for is to come to its end. */
  v.strictObject({ kind: v.literal("stop") }),
]);
export type Told = v.InferOutput<typeof toldSchema>;
