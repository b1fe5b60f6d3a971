import { expect, test } from "vitest";
import { listenForChanges } from "../../../../src/store/database/changes.ts";

test("what is heard on the channel is one message; anything else is ignored, and one's own is not heard", async () => {
  let heard = 0;
  let others = 0;
  const mine = listenForChanges(() => heard++);
  const other = listenForChanges(() => others++);
  const stranger = new BroadcastChannel("osteon");
  for (const junk of [null, 1, {}, { kind: "changed" }, "changed ", ["changed"], { __proto__: { kind: "changed" } }]) {
    stranger.postMessage(junk);
  }
  mine.announce();
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve));
  };
  // Messages keep their order, so all that came before has been ignored when this one is heard.
  await until(() => others === 1);
  stranger.postMessage("changed");
  await until(() => others >= 2 && heard >= 1);
  expect([heard, others]).toEqual([1, 2]);
  for (const channel of [mine, other, stranger]) channel.close();
});
