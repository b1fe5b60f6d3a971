/**
 * Makes what modules export quick to reach. Vite keeps the exports of a module in an object that has no shape V8 could learn:
 * each use of an imported name is looked up by its text, and nothing that is called by it can be inlined.
 */
interface Worker {
  readonly evaluatedModules: { readonly idToModuleMap: ReadonlyMap<string, { readonly exports?: unknown }> };
}

const done = new WeakSet<object>();

/** What was loaded since the last call. */
export function makeModulesQuick(): void {
  const { evaluatedModules } = (globalThis as unknown as { readonly __vitest_worker__: Worker }).__vitest_worker__;
  for (const [id, { exports }] of evaluatedModules.idToModuleMap) {
    if (typeof exports !== "object" || exports === null || done.has(exports)) continue;
    // What vi.mock puts in the place of a module throws where it is asked for a name that it lacks.
    if (id.startsWith("mock:")) continue;
    done.add(exports);
    giveShape(exports);
  }
}

/** V8 gives a shape to what others inherit from, once something is looked for in vain in one of them. */
function giveShape(exports: object): void {
  const heir = Object.create(exports) as { readonly nothing?: unknown };
  for (let i = 0; i < 3; i++) void look(heir);
}

const look = (heir: { readonly nothing?: unknown }): unknown => heir.nothing;
