/** What counts as the same spelling: case, accents and signs, Greek letters by name, and British for American English. */

/** Greek letters are mostly typed by their names. */
const GREEK: Readonly<Record<string, string>> = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa" };

/** @param text in small letters */
export const greekByName = (text: string): string => text.replace(/[αβγδκ]/gu, (letter) => GREEK[letter] ?? letter);

/**
 * British endings and letters, each with the American one. A rule that changes a word which is written in one way only does no
 * harm, as long as no two words become one: it changes both that are compared.
 */
const AMERICAN: readonly (readonly [RegExp, string])[] = [
  // Oestrogen, anaemia, foetus; but "lacunae" is a plural, and short words ("does", "shoe") are no such words.
  [/[ao]e(?!$)/gu, "e"],
  [/sulph/gu, "sulf"],
  // Tumour, neighbouring, colourless.
  [/our(?=$|s$|al|ed$|ing|less|ful|hood|able)/u, "or"],
  [/([bt])re(s?)$/u, "$1er$2"],
  [/is(?=e[drs]?$|ers$|ings?$|ations?$)/u, "iz"],
  [/ys(?=e[drs]?$|ing$)/u, "yz"],
  // Signalling, modelled.
  [/ll(?=ing$|ed$|ers?$)/u, "l"],
  [/ogue(s?)$/u, "og$1"],
  [/([gk])eing$/u, "$1ing"],
];
const SHORTEST_BRITISH = 5;

/** Something in a word that one of the rules may change: most words have nothing of it, and there are many. */
const MAYBE_BRITISH = /[ao]e|our|sulph|[bt]re|[iy]s[ei]|isation|ll[ie]|ogue|[gk]eing/;

/** A word as it is written in American English. @param word in small letters, without accents */
export const american = (word: string): string =>
  word.length < SHORTEST_BRITISH || !MAYBE_BRITISH.test(word)
    ? word
    : AMERICAN.reduce((said, [from, to]) => said.replace(from, to), word);

/** The words of a text as they are compared, each without what its spelling may lack or have more. */
export const spelledWords = (text: string): readonly string[] =>
  greekByName(text.normalize("NFKD").toLowerCase())
    // Marks belong to their letters, and an apostrophe to its word: "Cushing's" is "Cushings".
    .replace(/[\p{M}'’]+/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === "" ? [] : [american(word)]));
