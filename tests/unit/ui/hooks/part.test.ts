import { type ContainerNode, h, options, render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import { part, usePart } from "../../../../src/ui/hooks/part.ts";

/** Where something is drawn that is made of no element. */
const host = () => ({ childNodes: [], firstChild: null }) as unknown as ContainerNode;

const { requestAnimationFrame } = options;
afterEach(() => {
  Object.assign(options, { requestAnimationFrame });
});

/** Draws with a part. @returns what was drawn, and what lets the work that waits for the frame be done */
function drawnWith(wanted: ReturnType<typeof part<string>>) {
  let afterFrame = (): void => {};
  options.requestAnimationFrame = (work) => {
    afterFrame = work;
  };
  const drawn: (string | null)[] = [];
  const Drawn = (): null => {
    drawn.push(usePart(wanted));
    return null;
  };
  render(h(Drawn, null), host());
  return { drawn, afterFrame: () => afterFrame() };
}

test("a part that comes between the drawing without it and the end of that frame is drawn", async () => {
  const wanted = part(async () => "the part");
  const { drawn, afterFrame } = drawnWith(wanted);
  expect(drawn).toEqual([null]);
  await wanted.load();
  afterFrame();
  await vi.waitFor(() => expect(drawn.at(-1)).toBe("the part"));
});

test("a part that was there is drawn at once, and once", async () => {
  const wanted = part(async () => "the part");
  await wanted.load();
  const { drawn, afterFrame } = drawnWith(wanted);
  afterFrame();
  await Promise.resolve();
  expect(drawn).toEqual(["the part"]);
});
