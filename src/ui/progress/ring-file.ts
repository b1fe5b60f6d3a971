/** The ring of facts as a file of its own: no script, nothing fetched, the colours that the page has at this moment. */
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { knownText, ringWords } from "../parts/ring-words.ts";
import { boldest, CANAL_RADIUS, CENTRE, isIn, newestFact, ringPicture } from "./ring-geometry.ts";

export interface RingColours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly accent: string;
}

/** The side of the picture, in px; letters are measured against it. */
const SIDE = 1200;
const RING = 900;

/** @param today for the arc that was begun today and answered last, which is the boldest */
export function ringSvg(deck: DeckFacts, today: number, colours: RingColours): string {
  const { rings, pitch, half } = ringPicture(deck.chapters);
  const newest = newestFact(deck.chapters, today);
  const scale = RING / (2 * half);
  const place = `translate(${SIDE / 2 - CENTRE * scale} ${SIDE / 2 - 60 - CENTRE * scale}) scale(${scale})`;
  const arcs = rings.flatMap((ring) =>
    ring.arcs.map((arc) => {
      const isNewest = isIn(newest, arc);
      const { width, opacity } = isNewest ? boldest(pitch) : arc;
      const colour = !arc.begun ? colours.hairline : isNewest ? colours.ink : colours.accent;
      return `<path d="${arc.path}" stroke="${colour}" stroke-width="${width.toFixed(2)}" opacity="${opacity.toFixed(3)}"/>`;
    }),
  );
  const line = (y: number, size: number, colour: string, words: string): string =>
    `<text x="${SIDE / 2}" y="${y}" font-size="${size}" fill="${colour}" text-anchor="middle">${safe(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}" role="img" aria-label="${safe(ringWords(deck))}">`,
    `<rect width="${SIDE}" height="${SIDE}" fill="${colours.paper}"/>`,
    `<g transform="${place}" fill="none">${arcs.join("")}<circle cx="${CENTRE}" cy="${CENTRE}" r="${CANAL_RADIUS}" fill="${colours.accent}"/></g>`,
    '<g font-family="Iowan Old Style,Charter,Cambria,Georgia,Noto Serif,serif">',
    line(SIDE - 92, 44, colours.ink, deck.title),
    line(SIDE - 46, 27, colours.soft, knownText(deck.known)),
    "</g></svg>\n",
  ].join("");
}

const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The colours of the page as it stands, light or dark. */
export function pageColours(): RingColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    paper: token("--paper"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    hairline: token("--hairline"),
    accent: token("--accent"),
  };
}

/** An SVG as a PNG of the same size in px. @throws where the browser refuses to draw it */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  // An address of data and no blob: the pages' policy for pictures allows no other.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  canvas.getContext("2d")?.drawImage(image, 0, 0, SIDE, SIDE);
  return canvas.convertToBlob({ type: "image/png" });
}
