/**
 * Runs in the page: resolves once what is drawn has come to rest, which is when nothing of it changed for two frames and
 * all that was to be done in between.
 * @returns how high the document is and how far it is scrolled down, in CSS pixels
 * @throws where it does not come to rest
 */
export async function atRest(): Promise<{ readonly height: number; readonly scrolled: number }> {
  let changed = false;
  const observer = new MutationObserver(() => {
    changed = true;
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  let still = 0;
  for (let frames = 0; still < 2; frames += 1) {
    if (frames > 600) throw new Error("what is drawn does not come to rest");
    await new Promise<void>((next) => requestAnimationFrame(() => setTimeout(next)));
    still = changed ? 0 : still + 1;
    changed = false;
  }
  observer.disconnect();
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  return { height: document.documentElement.scrollHeight, scrolled: Math.round(scrollY) };
}
