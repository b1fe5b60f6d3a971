import type { Page } from "puppeteer-core";
import { type Driver, poll, until } from "../support/extension/driver.ts";
import type { Peers } from "./lab/peers.ts";

/** A driver waits for one answer no longer than three minutes, so it asks again and again. */
const ASK_AGAIN_MS = 30_000;

interface Asking {
  readonly peers: Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>;
  asked?: Promise<{ readonly result: unknown } | { readonly failed: string }> | undefined;
}

/** Nothing of the extension is at work but its pages. On a busy machine the background may begin once more as it ends. */
export async function quieted({ background }: Driver): Promise<void> {
  const ended = async (): Promise<true> => {
    await background.stop();
    return true;
  };
  await poll(ended, "the background to end", 60_000);
}

/** The page of `lab/peers.ts`, with nothing else of the extension at work. */
export async function openPeers(driver: Driver): Promise<Page> {
  await quieted(driver);
  const page = await driver.open("peers");
  await until(page, () => "peers" in globalThis);
  return page;
}

/**
 * What one of its functions returns. While it works, the page hears nothing of who waits for it.
 * @throws what the function throws, as a sentence
 */
export async function askPeers<Name extends keyof Peers>(
  page: Page,
  name: Name,
  ...given: Parameters<Peers[Name]>
): Promise<Awaited<ReturnType<Peers[Name]>>> {
  await page.evaluate(
    (wanted, values) => {
      const scope = globalThis as unknown as Asking;
      scope.asked = scope.peers[wanted]?.(...values).then(
        (result) => ({ result }),
        (error: unknown) => ({ failed: `${error} ${JSON.stringify(error)}` }),
      );
    },
    name as string,
    given as unknown[],
  );
  for (;;) {
    const answer = await page.evaluate((waitMs) => {
      const later = new Promise<null>((resolve) => setTimeout(() => resolve(null), waitMs));
      return Promise.race([(globalThis as unknown as Asking).asked, later]);
    }, ASK_AGAIN_MS);
    if (!answer) continue;
    if ("failed" in answer) throw new Error(`${name}: ${answer.failed}`);
    return answer.result as Awaited<ReturnType<Peers[Name]>>;
  }
}
