/** What a log must not hold, whatever part of the program writes it; the words around it stay. */
const RULES: readonly [RegExp, string][] = [
  // personal links: /answer/<workspace>/<secret>; an entry of the table of contents has a colon there
  [/\/answer\/[^:\s"'<>?]+/gi, '/answer/…'],
  // secrets in addresses and headers
  [/([?&](?:token|key|code|state|next|email|q)=)[^&\s"'<>]+/gi, '$1…'],
  [/\b(Bearer|Basic)\s+\S+/gi, '$1 …'],
  [/thiqa_[\w.-]+/g, 'thiqa_…'],
  // 256 bits as they stand in links, also where the address around them is gone
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '…'],
  // mail addresses; a slash before the sign is a package of npm in the path of a file
  [/(?<![^\s<>"'(),;:@/\\=])[^\s<>"'(),;:@/\\=]+@[^\s<>"'(),;:@/\\]+\.[^\s<>"'(),;:@/\\]+/g, '…@…'],
]

/** A text without secrets, personal links and mail addresses. */
export function scrub(text: string): string {
  return RULES.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}

/** The words of an error without what they quote and count: JSON.parse, for one, quotes the text that it was given. */
export function errorWords(message: string): string {
  const withoutQuotes = message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/`[^`]*`?/g, '`…`')
    .replace(/(?<!\p{L})'[^']*'?/gu, "'…'")
  return scrub(withoutQuotes).replace(/\d+/g, '#').slice(0, 300)
}
