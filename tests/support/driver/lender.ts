import type { Driver, Kind } from "./types.ts";

/** A browser that is lent to one test after the other. */
export interface Lender {
  isAlive(): boolean;
  /** Installs the extension as if for the first time: at an origin that was never used, so with no data of any kind. */
  lend(): Promise<Loan>;
  /** Ends the browser. */
  end(): Promise<void>;
}

export interface Loan {
  readonly driver: Driver;
  /** Takes the extension out with all that it stored, and closes every tab. @throws where something stays behind */
  takeBack(): Promise<void>;
}

export type Start = (kind: Kind, timeZone: string) => Promise<Lender>;

interface Waiting {
  readonly kind: Kind;
  readonly timeZone: string;
  readonly lender: Lender;
}

/** Those that nobody has now: one of a kind, whichever test file of this process had it last. */
const waiting: Waiting[] = [];

/** A browser for a test, and how it is given back: `isSound` is false where the test failed, and nobody gets it again. */
export async function borrow(start: Start, kind: Kind, timeZone: string) {
  const lender = (await fromWaiting(kind, timeZone)) ?? (await start(kind, timeZone));
  const loan = await lender.lend().catch(async (error: unknown) => {
    await lender.end();
    throw error;
  });
  const giveBack = async (isSound: boolean): Promise<void> => {
    const isReplaced = waiting.some((other) => other.kind === kind);
    if (!isSound || isReplaced || !lender.isAlive()) return lender.end();
    try {
      await loan.takeBack();
    } catch (error) {
      await lender.end();
      throw error;
    }
    waiting.push({ kind, timeZone, lender });
  };
  return { driver: loan.driver, giveBack };
}

async function fromWaiting(kind: Kind, timeZone: string): Promise<Lender | undefined> {
  const at = waiting.findIndex((one) => one.kind === kind);
  const [found] = at < 0 ? [] : waiting.splice(at, 1);
  if (found === undefined) return undefined;
  if (found.timeZone === timeZone && found.lender.isAlive()) return found.lender;
  await found.lender.end();
  return undefined;
}
