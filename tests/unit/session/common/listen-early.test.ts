import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenEarly } from "../../../../src/session/common/listen-early.ts";
import { type PageStub, stubPage } from "../../../support/session/page-stub.ts";

let page: PageStub;
beforeEach(() => {
  page = stubPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("what is heard before anybody can read again is told once, and what comes later as it comes", () => {
  const changes = listenEarly();
  page.announce();
  page.announce();
  const readAgain = vi.fn();
  changes.tell(readAgain);
  expect(readAgain).toHaveBeenCalledOnce();
  page.announce();
  expect(readAgain).toHaveBeenCalledTimes(2);
});

test("nothing is told where nothing was heard", () => {
  const readAgain = vi.fn();
  listenEarly().tell(readAgain);
  expect(readAgain).not.toHaveBeenCalled();
});
