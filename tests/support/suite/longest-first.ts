import { sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders of tests, those with the longest files first. */
const FOLDERS = ["tests/faults/", "tests/browser/", "tests/e2e/"] as const;

const rankOf = ({ moduleId }: Pick<TestSpecification, "moduleId">): number => {
  const path = moduleId.replaceAll(sep, "/");
  return FOLDERS.findIndex((folder) => path.includes(folder));
};

/** Sorted by folder; within one as they came. */
export const byFolder = <File extends Pick<TestSpecification, "moduleId">>(files: readonly File[]): File[] =>
  files.toSorted((a, b) => rankOf(a) - rankOf(b));

/**
 * A long file that begins last leaves the other workers idle. Vitest knows how long each one took only where it has run
 * before; in a fresh clone it goes by size, which says little, and by the name of the project.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return byFolder(await super.sort(files));
  }
}
