const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
/** What XML 1.0 cannot hold: control characters, and halves of surrogate pairs. */
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text without what XML cannot hold. */
function legalInXml(text: string): string {
  return text.replace(ILLEGAL, '')
}

/** A text as it may stand in XML, between tags and in attributes. */
export function escapeXml(text: string): string {
  return legalInXml(text).replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character)
}
