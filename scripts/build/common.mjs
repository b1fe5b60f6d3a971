/** @typedef {import("esbuild").Metafile["inputs"]} Inputs every module that was read, by its path from the checkout's folder */

/**
 * What pages that are built together have in common: everything of ours that one of them begins with and another needs as
 * well, now or later. It makes one file, so that no page holds a copy of what the other has.
 * @param {Inputs} inputs of a build of these pages
 * @param {readonly string[]} mains the modules that the pages begin with
 * @param {readonly string[]} apart modules that a page loads later: what it needs for these alone is not loaded with the rest
 * @returns {{common: readonly string[], pagesOf: (later: string) => readonly string[]}} the modules of that file, and the
 *   mains of the pages that load a module later
 */
export function inCommon(inputs, mains, apart) {
  const pages = mains.map((main) => ({
    main,
    first: reached(inputs, main, ["import-statement"]),
    all: reached(inputs, main, ["import-statement", "dynamic-import"]),
    loaded: reached(inputs, main, ["import-statement", "dynamic-import"], apart),
  }));
  const isShared = (/** @type {string} */ path, /** @type {string} */ main) =>
    pages.some((other) => other.main !== main && other.loaded.has(path));
  const common = pages.flatMap(({ main, first }) => [...first].filter((path) => isOurs(path) && isShared(path, main)));
  return {
    common: [...new Set(common)].sort(),
    pagesOf: (later) => pages.flatMap(({ main, all }) => (all.has(later) ? [main] : [])),
  };
}

/** Not styles, which each page has by itself; and what packages hold comes along with what needs it. @param {string} path */
const isOurs = (path) => /^(?!node_modules\/).*\.tsx?$/.test(path);

/**
 * A module and all that it imports in these ways, directly or not.
 * @param {Inputs} inputs
 * @param {string} from
 * @param {readonly string[]} kinds
 * @param {readonly string[]} apart imported later, these are not followed
 */
function reached(inputs, from, kinds, apart = []) {
  const found = new Set([from]);
  for (const path of found) {
    for (const { path: to, kind } of inputs[path]?.imports ?? []) {
      const isFollowed = kinds.includes(kind) && to in inputs;
      if (isFollowed && !(kind === "dynamic-import" && apart.includes(to))) found.add(to);
    }
  }
  return found;
}
