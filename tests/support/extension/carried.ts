/** A folder that is carried between machines, as tests of the built extension play it. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "./driver/inject.ts";
import { type Driver, poll, textOf, until } from "./driver.ts";

/** No driver can press the browser's own folder dialog: a folder of the extension's own file system stands in for it. */
function chooseOwnFolder(): void {
  const scope = globalThis as { showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle> };
  scope.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle("shared", { create: true });
}

/** The options page of Chromium, where that folder is the one that a user would choose. */
export const withFolder = (driver: Driver): Promise<Page> =>
  driver.open("options", { beforeLoad: (page) => beforeScripts(page, chooseOwnFolder) });

/** The bytes of files by their names. */
export type Files = Record<string, number[]>;

export const filesIn = (page: Page): Promise<Files> =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("shared", { create: true });
    const files: [string, number[]][] = [];
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind !== "file") continue;
      const file = await (handle as FileSystemFileHandle).getFile();
      files.push([name, [...new Uint8Array(await file.arrayBuffer())]]);
    }
    return Object.fromEntries(files);
  });

/** Writes files into the folder, in place of those of the same names. */
export async function putFiles(page: Page, files: Files): Promise<void> {
  await page.evaluate(async (all) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("shared", { create: true });
    for (const [name, bytes] of all) {
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(new Uint8Array(bytes));
      await stream.close();
    }
  }, Object.entries(files));
}

/** Takes the folder away. */
export async function removeFolder(page: Page): Promise<void> {
  await page.evaluate(async () =>
    (await navigator.storage.getDirectory())
      .removeEntry("shared", { recursive: true })
      .catch((error: unknown) => console.error(error)),
  );
}

export const press = (page: Page, action: string): Promise<void> =>
  page.evaluate((name) => document.querySelector<HTMLElement>(`[data-action="${name}"]`)?.click(), action);

/** Waits for the sentence about what was asked for last. */
export const said = (page: Page, words: RegExp): Promise<unknown> =>
  poll(async () => {
    const text = await textOf(page, ".machines [role=status]");
    if (words.test(text)) return true;
    // A study page that was opened just before may be at it: a user presses once more.
    if (/Another page is exchanging/.test(text)) await press(page, "exchange");
    throw new Error(text);
  }, `words like ${words}`);

export const ready = (page: Page, action: string): Promise<unknown> =>
  until(page, (name) => document.querySelector(`[data-action="${name}"][aria-disabled="false"]`) !== null, action);
