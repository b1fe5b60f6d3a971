/**
 * `npm run cards:read [folder]`: writes dist/reading-sheet.html and opens it where there is a display;
 * `-- --to=FILE` writes it elsewhere and opens nothing.
 */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { checkFolder } from "../index.ts";
import { readingSheet } from "../judging/sheet.ts";
import { deckFolders, root, run } from "./folders.ts";

await run(async () => {
  const args = process.argv.slice(2);
  const to = args.find((arg) => arg.startsWith("--to="))?.slice("--to=".length);
  const folders = deckFolders(args);
  for (const folder of folders) {
    const name = folders.length === 1 ? "reading-sheet.html" : `reading-sheet-${basename(folder)}.html`;
    const path = to ?? join(root, "dist", name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, readingSheet(await checkFolder(folder)));
    console.log(path);
    if (to === undefined) open(path);
  }
});

function open(path: string): void {
  const { platform, env } = process;
  if (platform === "linux" && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined) return;
  const [command, ...args] =
    platform === "darwin" ? ["open"] : platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  const opener = spawn(command ?? "xdg-open", [...args, path], { detached: true, stdio: "ignore" });
  // The path is printed already, so a machine without an opener loses nothing.
  opener.on("error", () => console.log("No program opened it; open the file yourself."));
  opener.unref();
}
