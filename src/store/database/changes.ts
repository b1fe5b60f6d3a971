/** Tells the other open pages, and the background, that something in the database changed and they should look again. */
export interface ChangeChannel {
  readonly announce: () => void;
  readonly close: () => void;
}

const CHANNEL = "osteon";
/** The one message there is. Anything else on the channel is not ours, and is ignored. */
const CHANGED = "changed";

/** @param onChange called for changes that others announce, never for one's own */
export function listenForChanges(onChange: () => void): ChangeChannel {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.data === CHANGED) onChange();
  });
  return {
    announce: () => channel.postMessage(CHANGED),
    close: () => channel.close(),
  };
}

/** Tells all open pages, also the one that asked for the work. For who does not listen to changes. */
export function announceToAll(): void {
  const changes = listenForChanges(() => {});
  changes.announce();
  changes.close();
}

/** Between two times that they are told on the way, in ms. Each of them reads all of today then. */
const EVERY_MS = 2000;

/**
 * For work that is written by steps: who loses it with its page can tell nobody that it has ended.
 * @param announce tells the others
 * @returns to be called once more is written
 */
export function nowAndThen(announce: () => void): () => void {
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < EVERY_MS) return;
    lastMs = nowMs;
    announce();
  };
}
