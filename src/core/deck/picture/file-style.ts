/**
 * The look of a picture in a file, where no style sheet of ours reaches: the light colours of ui/styles/picture.css. A
 * test holds the two side by side.
 */
const INK = "#282119";
const ACCENT = "#9c2b48";

const FILLS = {
  ink: INK,
  faint: "#e4dac8",
  paper: "#fdfaf3",
  bone: "#f0e4c9",
  cell: "#dde6f0",
  blood: "#f4d6d2",
  signal: "#e8ddf0",
  mineral: "#dbe9e0",
  organ: "#efdccb",
} as const;

const LINES = {
  ink: INK,
  faint: "#95866f",
  paper: "#fdfaf3",
  bone: "#8d7440",
  cell: "#45618a",
  blood: "#a33a36",
  signal: "#6f4a8c",
  mineral: "#3f7058",
  organ: "#855a37",
} as const;

const WEIGHTS = { thin: 1, normal: 1.6, thick: 2.6 } as const;

const rules = (prefix: string, property: string, values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `.${prefix}-${name}{${property}:${value}}`)
    .join("");

export const FILE_STYLE = [
  'text{font-family:"Iowan Old Style",Charter,Cambria,Georgia,"Noto Serif",serif;fill:#282119}',
  ".ground{fill:#f8f3e9}",
  rules("fill", "fill", FILLS),
  rules("line", "stroke", LINES),
  rules("weight", "stroke-width", WEIGHTS),
  ".fill-none{fill:none}.line-none{stroke:none}.dashed{stroke-dasharray:5 4}",
  ".size-small{font-size:12px}.size-normal{font-size:14px}.size-large{font-size:16.5px;font-weight:600}",
  ".label{paint-order:stroke;stroke:#f8f3e9;stroke-width:2.5px;stroke-linejoin:round}",
  `.arrow-line,.arrow-bar{fill:none;stroke:${INK}}.arrow-bar{stroke-width:2.8;stroke-linecap:round}`,
  `.arrow-point,.arrow-dot{fill:${INK};stroke:none}`,
  `.cover{fill:#fdfaf3;stroke:${ACCENT};stroke-width:1.6;stroke-dasharray:4 3}.cover-mark{fill:${ACCENT};font-weight:600}`,
  `.halo{fill:#f4e3de;stroke:${ACCENT};stroke-width:1.4}text.is-answer{fill:${ACCENT};stroke:none}`,
  `.is-answer .arrow-point,.is-answer .arrow-dot{fill:${ACCENT}}.is-answer .arrow-bar{stroke:${ACCENT}}`,
].join("");
