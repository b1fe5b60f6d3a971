/**
 * Files of a shared place in a form that only a later version knows. A version that writes another form than this one lets
 * the names end with the number of the form, as in `segment-….osteon2`: so whoever does not know it can tell such a file from
 * one that is torn, says so, and leaves it where it is. What its name says besides is for those who can read it.
 */
import { ENDING } from "./encrypted.ts";

const NEWER_FORM = /^(?:segment|journal|deck|device)-.+\.osteon\d+$/;

export const isInNewerForm = (name: string): boolean =>
  NEWER_FORM.test(name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : name);
