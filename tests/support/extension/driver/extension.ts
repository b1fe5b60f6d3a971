import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../../temporary-folder.ts";
import type { Kind } from "./types.ts";

/** The folder of the built extension. */
export const builtExtension = (target: "chrome" | "firefox"): string =>
  resolve(import.meta.dirname, "../../../../dist", target);

/** A copy of the built extension, to be changed. */
export function copyOfExtension(kind: Kind): string {
  const folder = temporaryFolder("extension");
  cpSync(builtExtension(kind === "chromium" ? "chrome" : "firefox"), folder, { recursive: true });
  return folder;
}

/** The built extension with an optional permission given at once: no driver reaches the browser's own question. */
export function withPermission(kind: Kind, permission: string): string {
  const folder = copyOfExtension(kind);
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { permissions: string[] };
  writeFileSync(path, JSON.stringify({ ...manifest, permissions: [...manifest.permissions, permission] }));
  return folder;
}

interface Manifest {
  readonly key?: string;
  readonly chrome_url_overrides?: { readonly newtab?: string };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
}

/** Chromium's id of an unpacked extension with a key: 32 letters from a to p, the start of the key's hash. */
export function chromiumId(folder: string): string {
  const { key } = manifestOf(folder);
  if (key === undefined) throw new Error(`${folder}/manifest.json has no key, so its id depends on the folder`);
  const hex = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
}

export const hasNewTab = (folder: string): boolean => manifestOf(folder).chrome_url_overrides?.newtab !== undefined;

export function geckoId(folder: string): string {
  const id = manifestOf(folder).browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${folder}/manifest.json has no gecko id`);
  return id;
}
