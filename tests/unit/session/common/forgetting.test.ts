import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepText, readKeptText } from "../../../../src/platform/kept-text.ts";
import { forgetting, listenForgetting } from "../../../../src/session/common/forgetting.ts";
import { type PageStub, stubPage } from "../../../support/page-stub.ts";

let page: PageStub;
beforeEach(() => {
  page = stubPage();
  keepText("a card");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("what is kept is forgotten before a change is announced", () => {
  let keptAtNews: string | null = "nothing was announced";
  const changes = forgetting({
    announce: () => {
      keptAtNews = readKeptText();
    },
    close: () => {},
  });
  expect(readKeptText()).toBe("a card");
  changes.announce();
  expect(keptAtNews).toBeNull();
});

test("a page whose worker writes forgets it also for what it hears, and looks again", () => {
  const heard = vi.fn();
  listenForgetting(heard);
  page.announce();
  expect(heard).toHaveBeenCalledOnce();
  expect(readKeptText()).toBeNull();
});
