import fc from "fast-check";

const SURROGATES_FROM = 0xd800;
const SURROGATES = 0x800;
const LAST = 0x10ffff;

/**
 * Any code point but half of a pair, as a unit of `fc.string`: what fast-check calls "binary", without the table of a
 * million entries that it makes of that.
 */
export const anyCharacter = fc.integer({ min: 0, max: LAST - SURROGATES }).map(
  (place) => String.fromCodePoint(place < SURROGATES_FROM ? place : place + SURROGATES),
  (text) => {
    const code = typeof text === "string" ? (text.codePointAt(0) ?? -1) : -1;
    const isOne = code >= 0 && text === String.fromCodePoint(code);
    if (!isOne || (code >= SURROGATES_FROM && code < SURROGATES_FROM + SURROGATES)) throw new Error("no character");
    return code < SURROGATES_FROM ? code : code - SURROGATES;
  },
);
