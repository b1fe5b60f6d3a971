/** A work as it is cited and where it is to be found. */
import type { Reference } from "./deck.ts";

/** "Eastell R, et al. Title. J Clin Endocrinol Metab 2019;104(5):1595-1622." */
export function citationOf({ authors, title, journal, year, place }: Reference): string {
  const end = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
  return `${end(authors)} ${end(title)} ${journal} ${year}${place === "" ? "" : `;${place}`}.`;
}

/** The address that lasts longest: the DOI, then PubMed, then PubMed Central, then the page itself; null when none is known. */
export function addressOf({ doi, pmid, pmcid, url }: Reference): string | null {
  if (doi !== null) return `https://doi.org/${doi}`;
  if (pmid !== null) return `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  if (pmcid !== null) return `https://pmc.ncbi.nlm.nih.gov/articles/${pmcid}/`;
  return url;
}
