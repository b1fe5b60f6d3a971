import * as v from "valibot";

/** Tells the other open pages, and the background, that something in the database changed and they should look again. */
export interface Changes {
  readonly announce: () => void;
  readonly close: () => void;
}

const CHANNEL = "osteon";
const message = v.strictObject({ kind: v.literal("changed") });

/** @param onChange called for changes that others announce, never for one's own */
export function listenForChanges(onChange: () => void): Changes {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (v.is(message, event.data)) onChange();
  });
  return {
    announce: () => channel.postMessage({ kind: "changed" }),
    close: () => channel.close(),
  };
}
