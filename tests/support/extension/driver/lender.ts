import type { Kind, LentDriver, LoanOptions } from "./types.ts";

/** A browser that is lent to one test after the other. */
export interface Lender {
  isAlive(): boolean;
  /** Installs the extension as if for the first time: at an origin that was never used, so with no data of any kind. */
  lend(options: Omit<LoanOptions, "timeZone">): Promise<Loan>;
  /** Ends the browser. */
  end(): Promise<void>;
}

export interface Loan {
  readonly driver: LentDriver;
  /** Closes every tab but one, which is empty: also those that the extension itself has opened. @throws where one stays */
  closeTabs(): Promise<void>;
  /** Takes the extension out with all that it stored, and closes every tab. @throws where something stays behind */
  takeBack(): Promise<void>;
}

export type Start = (kind: Kind, timeZone: string) => Promise<Lender>;

interface Waiting {
  readonly kind: Kind;
  readonly timeZone: string;
  readonly lender: Lender;
}

/** Those that nobody has now, whichever test file of this process had them last; the one that waits longest is first. */
const waiting: Waiting[] = [];
/** Of a kind: one for most tests, and one for those that want a zone of their own, which take turns with the others. */
const MOST_OF_A_KIND = 2;

/** A browser stumbles now and then; more than one of a run that cannot take the extension once more have a reason. */
const MOST_REPLACED = 1;
let replaced = 0;

/** A browser for a test, and how it is given back: `isSound` is false where the test failed, and nobody gets it again. */
export async function borrow(
  start: Start,
  kind: Kind,
  { timeZone, ...options }: LoanOptions & Required<Pick<LoanOptions, "timeZone">>,
) {
  const { lender, loan } =
    (await fromWaiting(kind, timeZone, options)) ?? (await lendBy(await start(kind, timeZone), options));
  const giveBack = async (isSound: boolean): Promise<void> => {
    const isReplaced = waiting.some((other) => other.kind === kind && other.timeZone === timeZone);
    if (!isSound || isReplaced || !lender.isAlive()) return lender.end();
    try {
      await loan.takeBack();
    } catch (error) {
      await lender.end();
      throw error;
    }
    waiting.push({ kind, timeZone, lender });
    const ofKind = waiting.filter((one) => one.kind === kind);
    if (ofKind[0] && ofKind.length > MOST_OF_A_KIND) {
      waiting.splice(waiting.indexOf(ofKind[0]), 1);
      await ofKind[0].lender.end();
    }
  };
  return { driver: loan.driver, closeTabs: loan.closeTabs, giveBack };
}

async function lendBy(lender: Lender, options: Omit<LoanOptions, "timeZone">) {
  try {
    return { lender, loan: await lender.lend(options) };
  } catch (error) {
    await lender.end();
    throw error;
  }
}

/**
 * One that was lent before. Where it cannot be lent once more it has ended, and the next one is asked.
 * @throws where that has happened before
 */
async function fromWaiting(kind: Kind, timeZone: string, options: Omit<LoanOptions, "timeZone">) {
  for (;;) {
    const at = waiting.findIndex((one) => one.kind === kind && one.timeZone === timeZone);
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (found === undefined) return null;
    if (!found.lender.isAlive()) continue;
    try {
      return await lendBy(found.lender, options);
    } catch (error) {
      replaced += 1;
      if (replaced > MOST_REPLACED) throw error;
      console.error(`a ${kind} that was lent before cannot be lent once more:`, error);
    }
  }
}
