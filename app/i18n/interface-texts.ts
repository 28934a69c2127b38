/** Interface texts of one language, keyed by file name. */
export type Texts = Record<string, Record<string, unknown>>

export const FALLBACK_LANGUAGE = 'en'
