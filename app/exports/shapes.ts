/** Tables of a study, in the order in which they are listed. */
export const SHAPES = ['wide', 'long', 'indices', 'evidence', 'paradata'] as const

/**
 * wide: one row per response · long: one row per answer · indices: one row per released (or withheld) value of a relationship in a
 * wave · evidence: one row per promise · paradata: one row per page of a response
 */
export type Shape = (typeof SHAPES)[number]
