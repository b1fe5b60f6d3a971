/**
 * The order of keys in fake-indexeddb, and reading a range of them: the same as it does, without asking numbers and texts for
 * their type by name, and without a generator within a generator for each level of its tree.
 */
import BinarySearchTree, {
  type Entry,
  type KeyRange,
  type Node,
} from "../../../node_modules/fake-indexeddb/build/esm/lib/binarySearchTree.js";
import { cmpKeys } from "../../../node_modules/fake-indexeddb/build/esm/lib/cmp.js";

/** As `cmpKeys`, to which goes whatever is not two numbers, two texts or two lists. */
export function compareKeys(a: unknown, b: unknown): number {
  if ((typeof a === "number" && typeof b === "number") || (typeof a === "string" && typeof b === "string"))
    return a === b ? 0 : a > b ? 1 : -1;
  if (!Array.isArray(a) || !Array.isArray(b)) return cmpKeys(a, b);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = compareKeys(a[i], b[i]);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

/** Puts both in the place of what fake-indexeddb has. */
export function useQuickTree(): void {
  BinarySearchTree.prototype._compare = function (this: BinarySearchTree, a: Entry, b: Entry): number {
    const order = compareKeys(a.key, b.key);
    return order !== 0 || this._keysAreUnique ? order : compareKeys(a.value, b.value);
  };
  BinarySearchTree.prototype.getRecords = function (this: BinarySearchTree, range: KeyRange, descending = false) {
    return inRange(this._root, range, descending);
  };
}

/** The entries of a tree whose keys lie in a range, in their order or backwards. */
function* inRange(root: Node | undefined, range: KeyRange, descending: boolean): Generator<Entry, void, void> {
  const [near, far] = descending ? (["right", "left"] as const) : (["left", "right"] as const);
  const isBeforeStart = descending ? isAbove : isBelow;
  const isBehindEnd = descending ? isBelow : isAbove;
  const later: Node[] = [];
  let node = root;
  for (;;) {
    while (node) {
      const isBefore = isBeforeStart(node.record.key, range);
      if (!isBefore) later.push(node);
      node = isBefore ? node[far] : node[near];
    }
    const next = later.pop();
    if (!next || isBehindEnd(next.record.key, range)) return;
    if (!next.deleted) yield next.record;
    node = next[far];
  }
}

function isBelow(key: unknown, { lower, lowerOpen }: KeyRange): boolean {
  if (lower === undefined) return false;
  const order = compareKeys(key, lower);
  return order < 0 || (order === 0 && lowerOpen);
}

function isAbove(key: unknown, { upper, upperOpen }: KeyRange): boolean {
  if (upper === undefined) return false;
  const order = compareKeys(key, upper);
  return order > 0 || (order === 0 && upperOpen);
}
