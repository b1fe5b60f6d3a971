/** What opens beside a card. One module, so that it is one part: see `page-parts.ts`. */
export { Glossary } from "./Glossary.tsx";
export { MorePanel } from "./MorePanel.tsx";
