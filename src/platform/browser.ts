/** What a browser gives to extensions. Chromium names it `chrome`; in manifests of version 3 its functions give promises, too. */
import type { Browser } from "webextension-polyfill";

export type { Permissions } from "webextension-polyfill";

const scope: { readonly browser?: Browser; readonly chrome?: Browser } = globalThis as object;

/** Undefined in a test that has no browser. */
export const browser = (scope.browser ?? scope.chrome) as Browser;
