/** @returns a BCP 47 tag in its usual spelling (`pt-BR`), or undefined for what is none */
export function canonicalLanguage(tag: string): string | undefined {
  const trimmed = tag.trim()
  if (trimmed.length > 35 || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(trimmed)) return undefined
  try {
    return Intl.getCanonicalLocales(trimmed)[0]
  } catch {
    return undefined
  }
}

const NAMED = 'ar bn de en es fa fr ha he hi id it ja ko ms nl pl pt ru so sw ta tr uk ur vi zh'.split(' ')

/** The tag that a column names: `English (en)`, `en`, or `English`. */
export function languageOfColumn(column: string): string | undefined {
  const name = column.trim().slice(0, 100)
  const inBrackets = /\(([^()]*)\)$/.exec(name)?.[1]
  const tag = canonicalLanguage(inBrackets ?? name)
  if (tag) return tag
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return NAMED.find((one) => names.of(one)?.toLowerCase() === name.toLowerCase())
}
