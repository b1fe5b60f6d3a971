import { expect, test } from "vitest";
import { filesIn } from "./sources.ts";

/** Where text that somebody else wrote enters the interface: what a problem quotes, and the name of a chosen file. */
const DOORS = /\barguments\b|\bfile\.name\b|\berror\.file\b/;
/** Lines that hand it to the interface through the function, or to a reader and not to the interface. */
const SAFE = /outsideText\(|arguments: quoted|name: file\.name, bytes:/;

test("text from outside reaches the interface through one function", () => {
  const sources = ["src/ui", "src/pages", "src/session", "src/background"].flatMap((folder) =>
    filesIn(folder, /\.tsx?$/),
  );
  const doors = sources.filter(({ text }) => DOORS.test(text));
  expect(doors.map(({ path }) => path)).toEqual([
    "src/session/common/worker-failure.ts",
    ...["src/session/options/file-desk.ts", "src/session/options/machines-desk.ts"],
    "src/session/options/machines-files.ts",
  ]);
  for (const { path, text } of doors) {
    const bare = text.split("\n").filter((line) => DOORS.test(line) && !SAFE.test(line));
    expect(bare, path).toEqual([]);
  }
});
