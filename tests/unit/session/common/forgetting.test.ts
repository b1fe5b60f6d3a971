import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepRing, keepText, readKeptRing, readKeptText } from "../../../../src/platform/kept-text.ts";
import { forgetting, forgettingRing, listenForgetting } from "../../../../src/session/common/forgetting.ts";
import { type PageStub, stubPage } from "../../../support/session/page-stub.ts";

let page: PageStub;
beforeEach(() => {
  page = stubPage();
  keepText("a card");
  keepRing("a ring");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("what is kept is forgotten before a change is announced", () => {
  let keptAtNews: (string | null)[] = ["nothing was announced"];
  const changes = forgetting({
    announce: () => {
      keptAtNews = [readKeptText(), readKeptRing()];
    },
    close: () => {},
  });
  expect([readKeptText(), readKeptRing()]).toEqual(["a card", "a ring"]);
  changes.announce();
  expect(keptAtNews).toEqual([null, null]);
});

test("a page that keeps the next card itself forgets the ring alone", () => {
  let keptAtNews: (string | null)[] = [];
  const announce = (): void => {
    keptAtNews = [readKeptText(), readKeptRing()];
  };
  forgettingRing({ announce, close: () => {} }).announce();
  expect(keptAtNews).toEqual(["a card", null]);
});

test("a page whose worker writes forgets it also for what it hears, and looks again", () => {
  const heard = vi.fn();
  listenForgetting(heard);
  page.announce();
  expect(heard).toHaveBeenCalledOnce();
  expect([readKeptText(), readKeptRing()]).toEqual([null, null]);
});
