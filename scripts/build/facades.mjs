import { basename, join } from "node:path";
import { root } from "./files.mjs";

/** @typedef {{readonly name: string, readonly of: string, readonly from: string}} Handed a name, what stands for it in which file */

const IMPORT = /\bimport\s*\{([^}]*)\}\s*from\s*"\.\/([^"]+)"/g;
/** What a file exports stands at its end, before the map of its lines. */
const EXPORT = /\bexport\s*\{([^}]*)\};(?=\s*(?:\/\/# sourceMappingURL=\S*\s*)?$)/;
const LATER = /\bimport\("(\.[^"]*\/)([^"/]+)"\)/g;

/** The words on both sides of each `as`, of which there is one where they are the same. */
const pairsIn = (/** @type {string} */ list) =>
  list
    .split(",")
    .map((one) => one.trim().split(/\s+as\s+/))
    .flatMap(([of = "", name = of]) => (of === "" ? [] : [{ of, name }]));

/**
 * Takes out the files that only hand on what another file holds. esbuild makes such a one of each module that is imported
 * with `import("…")` and whose code stands in a file that others need as well: for one module a browser would load two
 * files. Here the other file exports those names itself.
 * @param {Pick<import("esbuild").BuildResult, "outputFiles" | "metafile">} built
 * @returns {Map<string, string>} the text of each script that is left, by its path from the checkout's folder
 */
export function withoutFacades({ outputFiles = [], metafile: { outputs } = { inputs: {}, outputs: {} } }) {
  const texts = new Map(
    Object.keys(outputs).flatMap((path) => {
      const file = path.endsWith(".js") && outputFiles.find((one) => one.path === join(root, path));
      return file ? [[path, file.text]] : [];
    }),
  );
  /** @type {Map<string, string>} the file that is loaded in place of another */
  const instead = new Map();
  for (const [path, { entryPoint = "", inputs }] of Object.entries(outputs)) {
    const [, module] = /^later:(.*)/.exec(entryPoint) ?? [];
    if (module === undefined || Object.values(inputs).some(({ bytesInOutput }) => bytesInOutput > 0)) continue;
    const holder = Object.keys(outputs).find((one) => one !== path && module in (outputs[one]?.inputs ?? {}));
    if (holder === undefined) continue;
    const more = withNames(texts.get(holder) ?? "", basename(holder), handedBy(texts.get(path) ?? ""));
    if (more === null) continue;
    texts.set(holder, more);
    texts.delete(path);
    instead.set(basename(path), basename(holder));
  }
  for (const [path, text] of texts) {
    texts.set(
      path,
      text.replace(LATER, (asked, folder, name) =>
        instead.has(name) ? `import("${folder}${instead.get(name)}")` : asked,
      ),
    );
  }
  return texts;
}

/**
 * What a file exports that has nothing of its own.
 * @param {string} text
 * @returns {Handed[]}
 */
function handedBy(text) {
  const imported = new Map(
    [...text.matchAll(IMPORT)].flatMap(([, list = "", from = ""]) =>
      pairsIn(list).map(({ of, name }) => [name, { of, from }]),
    ),
  );
  return pairsIn(EXPORT.exec(text)?.[1] ?? "").map(({ of, name }) => {
    const source = imported.get(of);
    if (!source) throw new Error(`nothing is known of ${of} in: ${text}`);
    return { name, ...source };
  });
}

/**
 * A file that exports these as well; null where it has another thing under one of these names, or exports nothing at its end.
 * @param {string} text
 * @param {string} file its name
 * @param {readonly Handed[]} handed
 */
function withNames(text, file, handed) {
  const list = EXPORT.exec(text)?.[1];
  if (list === undefined) return null;
  const own = new Map(pairsIn(list).map(({ of, name }) => [name, of]));
  let imports = "";
  for (const { name, of, from } of handed) {
    const foreign = `$${from}$${of}`.replaceAll(/[^\w$]/g, "_");
    const local = from === file ? own.get(of) : foreign;
    if (local === undefined || (own.get(name) ?? local) !== local) return null;
    const isKnown = [...own.values()].includes(local);
    if (!isKnown) imports += `import{${of} as ${foreign}}from"./${from}";`;
    own.set(name, local);
  }
  const all = [...own].map(([name, of]) => (name === of ? name : `${of} as ${name}`)).join(",");
  return text.replace(EXPORT, () => `${imports}export{${all}};`);
}
