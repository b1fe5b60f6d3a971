import { expect, test, vi } from "vitest";
import { borrow, type Lender, type Loan } from "../../../../support/extension/driver/lender.ts";

/** A browser that can be lent so many times. */
function lender(times: number): Lender & { readonly ended: () => boolean } {
  let left = times;
  let isEnded = false;
  const loan = { driver: {}, closeTabs: async () => {}, takeBack: async () => {} } as unknown as Loan;
  return {
    isAlive: () => !isEnded,
    lend: async () => {
      left -= 1;
      if (left < 0) throw new Error("the extension cannot be installed");
      return loan;
    },
    end: async () => {
      isEnded = true;
    },
    ended: () => isEnded,
  };
}

test("a browser that cannot be lent once more is ended, and a new one is lent in its place", async () => {
  const told = vi.spyOn(console, "error").mockReturnValue();
  const [worn, sound] = [lender(1), lender(1)];
  const first = await borrow(async () => worn, "firefox", { timeZone: "UTC" });
  await first.giveBack(true);
  const second = await borrow(async () => sound, "firefox", { timeZone: "UTC" });
  expect([worn.ended(), sound.ended()]).toEqual([true, false]);
  expect(told).toHaveBeenCalledOnce();
  await second.giveBack(true);
  told.mockRestore();
});

test("a new browser that cannot be lent is ended, and is a failure", async () => {
  const broken = lender(0);
  await expect(borrow(async () => broken, "chromium", { timeZone: "UTC" })).rejects.toThrow("cannot be installed");
  expect(broken.ended()).toBe(true);
});
