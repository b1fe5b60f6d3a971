/** Files that go out of the options page and come back to it, for tests of the built extension. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { temporaryFolder } from "../temporary-folder.ts";
import { beforeScripts } from "./driver/inject.ts";
import type { PageName } from "./driver/types.ts";
import { type Driver, poll, until } from "./driver.ts";

interface Offered {
  readonly name: string;
  readonly base64: string;
}

/** Keeps the bytes of every file that the page offers, since headless browsers differ in where they put downloads. */
function keepDownloads(): void {
  const scope = globalThis as { offered?: Offered[] };
  scope.offered = [];
  const blobs = new Map<string, Blob>();
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    const url = create(blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function click() {
    const { download } = this;
    const blob = blobs.get(this.href);
    if (!blob) return;
    const reader = new FileReader();
    reader.onload = () => scope.offered?.push({ name: download, base64: String(reader.result).replace(/^[^,]*,/, "") });
    reader.readAsDataURL(blob);
  };
}

/** A page that keeps the files that it offers. */
export const openKeeping = (driver: Driver, name: PageName): Promise<Page> =>
  driver.open(name, { beforeLoad: (page) => beforeScripts(page, keepDownloads) });

/** The options page, which keeps what it offers. */
export const openOptions = (driver: Driver): Promise<Page> => openKeeping(driver, "options");

/** Clicks a button that offers a file, and returns the file. */
export async function save(options: Page, action: string): Promise<{ name: string; bytes: Buffer }> {
  await until(
    options,
    (name) => document.querySelector(`[data-action="${name}"][aria-disabled="false"]`) !== null,
    action,
  );
  await options.click(`[data-action="${action}"]`);
  return offeredBy(options);
}

/** Waits for the next file that the page offers. */
export async function offeredBy(options: Page): Promise<{ name: string; bytes: Buffer }> {
  await until(options, () => ((globalThis as { offered?: Offered[] }).offered?.length ?? 0) > 0);
  const [offer] = await options.evaluate(() => (globalThis as { offered?: Offered[] }).offered?.splice(0, 1) ?? []);
  const { name, base64 } = offer as Offered;
  return { name, bytes: Buffer.from(base64, "base64") };
}

/** Chooses a file of this name and content, as a user does. */
export async function choose(options: Page, name: string, content: Buffer | string): Promise<void> {
  const path = join(temporaryFolder("file"), name);
  writeFileSync(path, content);
  const input = await poll(() => options.$('input[data-action="choose-file"]'), "the file field");
  await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(path);
}
