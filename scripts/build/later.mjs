import { basename, join } from "node:path";
import { build } from "esbuild";

/** Where they lie in the extension: an address from its root, which is the same for pages and for one another. */
const FOLDER = "pages/later";

/**
 * What pages load after their first card, with `import("…")`: each such module is a bundle of its own. esbuild's own
 * splitting would take what they share with the page out into further files, which the first card would then wait for;
 * here they share nothing, so a module that keeps state of its own must not be imported in both ways.
 */
export class Later {
  /** The names of the bundles and the modules they begin with. @type {Map<string, string>} */
  #modules = new Map();

  /** Leaves the modules out of the bundle that imports them. @returns {import("esbuild").Plugin} */
  plugin() {
    return {
      name: "later",
      setup: (setup) => {
        setup.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
          if (kind !== "dynamic-import") return undefined;
          const module = join(resolveDir, path);
          const name = basename(path).replace(/\.tsx?$/, "");
          if ((this.#modules.get(name) ?? module) !== module) {
            return { errors: [{ text: `two modules named ${name} are imported later` }] };
          }
          this.#modules.set(name, module);
          return { path: `/${FOLDER}/${name}.js`, external: true };
        });
      },
    };
  }

  /**
   * Bundles the modules that were found, and those that they load later themselves.
   * @param {import("esbuild").BuildOptions} options as for the pages, this plugin included
   */
  async bundle(options) {
    const results = [];
    const done = new Set();
    for (;;) {
      const found = [...this.#modules].filter(([name]) => !done.has(name));
      if (found.length === 0) return results;
      for (const [name] of found) done.add(name);
      const entryPoints = found.map(([name, module]) => ({ in: module, out: `${FOLDER}/${name}` }));
      results.push(await build({ ...options, format: "esm", entryPoints }));
    }
  }
}
