/** Numbers as several answers of the worker hold them. */
import * as v from "valibot";

export const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Of a whole, from 0 to 1. */
export const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A mean, and between which values most of what was tried lies. */
export const interval = v.strictObject({ mean: v.number(), low: v.number(), high: v.number() });
