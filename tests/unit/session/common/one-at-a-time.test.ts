/** A page that reads again whenever it hears of a change shows the last state once all is quiet. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { oneAtATime } from "../../../../src/session/common/one-at-a-time.ts";
import { turns } from "../../../support/samples/turns.ts";

const failed = new Error("it could not be read");

test("whenever it is asked, however long a reading takes, and whichever of them fail", async () => {
  await fc.assert(
    fc.asyncProperty(
      // Whether the reading of a change fails, at its beginning or at its end.
      fc.array(fc.record({ fails: fc.boolean(), waits: fc.nat(2) }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(4), { maxLength: 40 }),
      async (changes, order) => {
        const { wait, until } = turns();
        let [state, shown, underWay] = [0, 0, 0];
        const fails = new Set(changes.flatMap(({ fails: isSo }, i) => (isSo && i < changes.length - 1 ? [i + 1] : [])));
        const { read } = oneAtATime(async () => {
          expect(++underWay).toBe(1);
          try {
            await wait();
            const seen = state;
            await wait();
            if (fails.delete(seen)) throw failed;
            shown = seen;
          } finally {
            underWay--;
          }
        });
        const page = async (waits: number): Promise<void> => {
          for (let i = 0; i < waits; i++) await wait();
          state++;
          await read().catch((error: unknown) => expect(error).toBe(failed));
        };
        await until(Promise.all(changes.map(({ waits }) => page(waits))), order);
        expect(shown).toBe(state);
      },
    ),
  );
});

test("who asks hears of a reading that failed, unless another one has followed", async () => {
  let times = 0;
  const { read, idle } = oneAtATime(async () => {
    if (++times === 1) throw failed;
  });
  await expect(read()).rejects.toBe(failed);
  times = 0;
  const both = [read(), read()];
  await idle();
  expect(await Promise.allSettled(both)).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  expect(times).toBe(2);
});

test.each([0, 1, 2, 3, 4])("who asks %i steps after a reading was put in place gets another", async (steps) => {
  let [state, shown] = [0, 0];
  const late: Promise<void>[] = [];
  const change = async (): Promise<void> => {
    for (let i = 0; i < steps; i++) await null;
    state++;
    await read();
  };
  const { read } = oneAtATime(async () => {
    await null;
    shown = state;
    if (late.length === 0) late.push(change());
  });
  await read();
  await Promise.all(late);
  expect(shown).toBe(1);
});
