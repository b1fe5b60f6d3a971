import fc from "fast-check";

/**
 * Holds a property to many draws. For properties that wait for nothing: Biome takes `fc.assert` for a promise in some
 * files, and this takes no asynchronous one (https://biomejs.dev/linter/rules/no-floating-promises).
 */
export function holds<T>(property: fc.IProperty<T>, parameters?: fc.Parameters<T>): void {
  void fc.assert(property, parameters);
}
