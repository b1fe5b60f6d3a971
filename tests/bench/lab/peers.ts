/** What the rows of the table ask of a page of the extension whose database is filled. */
import { answers, nextCards } from "./answering.ts";
import { checks } from "./checking.ts";
import { exports, packageIn, packagesOut, restores } from "./files.ts";

const peers = { answers, checks, exports, nextCards, packageIn, packagesOut, restores };
export type Peers = typeof peers;

Object.assign(globalThis, { peers });
