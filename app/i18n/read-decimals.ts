/** Longer than any number; what is longer is not looked at. */
const LONGEST = 1000

const ONE_SEPARATOR = /^(\d*)([.,\u060c\u066b])(\d+)$/
/** Groups of three that one sign keeps apart, perhaps with decimals behind another sign. */
const GROUPED = /^[1-9]\d{0,2}([.,\u060c\u066c \u00a0\u2009\u202f])\d{3}(\1\d{3})*((?!\1)[.,\u060c\u066b]\d+)?$/

/**
 * What a number can mean as people write it: Western, Arabic-Indic or Eastern Arabic-Indic digits; point, comma, Arabic
 * comma or Arabic decimal sign before decimals; points, commas, spaces or the Arabic thousands sign between groups of
 * three; the invisible marks that copied right-to-left text carries.
 *
 * `12,500` is twelve and a half for one person and twelve thousand five hundred for another: where one separator stands
 * before exactly three digits, both readings come back, and nobody guesses. `0,125`, `1234,567` and `12٫500` have one.
 * @returns each reading in plain digits with a point; none for what is no number (exponents, signs, uneven groups)
 */
export function readDecimals(text: string): string[] {
  if (text.length > LONGEST) return []
  const western = text
    .replace(/[\u061c\u200e\u200f]/g, '')
    .trim()
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
  return readingsOf(western).filter((reading) => /^\d{1,13}(\.\d{1,6})?$/.test(reading))
}

function readingsOf(western: string): string[] {
  if (/^\d+$/.test(western)) return [western]
  const [, whole = '', separator, fraction = ''] = ONE_SEPARATOR.exec(western) ?? []
  if (separator) {
    const decimal = `${whole || '0'}.${fraction}`
    const isAmbiguous = separator !== '\u066b' && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
    return isAmbiguous ? [whole + fraction, decimal] : [decimal]
  }
  const [grouped, , , decimals = ''] = GROUPED.exec(western) ?? []
  if (grouped === undefined) return []
  const digits = grouped.slice(0, grouped.length - decimals.length).replace(/\D/g, '')
  return [decimals ? `${digits}.${decimals.slice(1)}` : digits]
}
