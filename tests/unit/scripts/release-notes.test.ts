import { expect, test } from "vitest";
import { notesOf } from "../../../scripts/release-notes.mjs";

const CHANGELOG = `# Changelog

What users notice.

## [Unreleased]

## [1.10.0] - 2027-02-01

### Added

- A thing, see [1.1.0].

## [1.1.0] - 2027-01-01

### Fixed

- Another.
`;

test("the notes of a release are the section of its version, whole", () => {
  expect(notesOf(CHANGELOG, "1.10.0")).toBe("### Added\n\n- A thing, see [1.1.0].\n");
  expect(notesOf(CHANGELOG, "1.1.0")).toBe("### Fixed\n\n- Another.\n");
});

test.each(["1.0.0", "1.1", "Unreleased", ""])("a version %s of which nothing is told has none", (version) => {
  expect(() => notesOf(CHANGELOG, version)).toThrow("says nothing");
});
