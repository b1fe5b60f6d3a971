/** Runs in the page: what spills over its own box or over the window's sides, as "tag.class". */
export const tooWide = (): readonly string[] =>
  [document.documentElement, ...document.querySelectorAll("body *")]
    // The map and a wide table are wider than their frames where there is little room: one moves about in them.
    .filter((element) => !element.closest("svg, .map-frame, .wide-table > *, .visually-hidden, option"))
    .filter((element) => {
      const { right, left, width: w } = element.getBoundingClientRect();
      if (w === 0) return false;
      const { display } = getComputedStyle(element);
      const isScrolled = element.matches(".wide-table");
      const spills = element.scrollWidth > element.clientWidth + 1 && display !== "inline" && !isScrolled;
      return spills || right > innerWidth + 0.5 || left < -0.5;
    })
    .map((element) => `${element.tagName}.${element.className}`);
