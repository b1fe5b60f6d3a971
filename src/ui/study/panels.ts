export { Glossary } from "./Glossary.tsx";
export { MorePanel } from "./MorePanel.tsx";
