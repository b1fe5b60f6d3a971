/** Of a replacement that changes nothing of what is set for single cards. */
export const NONE_SET = { suspended: 0, putOff: 0, stars: 0, wordings: 0 };
