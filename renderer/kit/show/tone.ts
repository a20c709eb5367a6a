/**
 * What a state means, the same everywhere:
 * gray new · blue in progress · amber waiting for someone · green done · red problem · violet returned.
 */
export const TONES = ['gray', 'blue', 'amber', 'green', 'red', 'violet'] as const;

/** One of `TONES`. */
export type Tone = (typeof TONES)[number];
