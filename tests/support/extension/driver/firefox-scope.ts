import type { Browser } from "puppeteer-core";
import { sourceOf } from "./inject.ts";

/** Firefox's own window, where its whole inside can be reached. */
export interface ChromeScope {
  /** Runs a function there. Arguments and result travel as JSON; a function that gives nothing gives null. */
  run<Args extends Json[], Value>(task: (...args: Args) => Promise<Value>, ...args: Args): Promise<Value>;
}

export type Json = string | number | boolean | null;

/** The part of puppeteer's connection that is used; it is there for every browser driven over BiDi, but not typed. */
interface Connection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: unknown }>;
}

interface Evaluated {
  readonly type: string;
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

export async function chromeScope(browser: Browser): Promise<ChromeScope> {
  const { connection } = browser as Browser & { connection: Connection };
  const send = async <T>(method: string, params: Record<string, unknown>) =>
    (await connection.send(method, params)).result as T;
  const tree = await send<{ contexts: { context: string }[] }>("browsingContext.getTree", { "moz:scope": "chrome" });
  const [window] = tree.contexts;
  if (window === undefined) throw new Error("Firefox shows no window of its own: is --remote-allow-system-access set?");

  return {
    async run(task, ...args) {
      const answer = await send<Evaluated>("script.callFunction", {
        functionDeclaration: `async () => JSON.stringify(await ${sourceOf(task, args)}) ?? "null"`,
        awaitPromise: true,
        target: { context: window.context },
      });
      if (answer.type === "exception") throw new Error(`in Firefox's own scope: ${answer.exceptionDetails?.text}`);
      return JSON.parse(answer.result?.value ?? "null");
    },
  };
}
