/** Longer than any number; what is longer is not looked at. */
const LONGEST = 1000

/**
 * A number as people type it: Western, Arabic-Indic or Eastern Arabic-Indic digits; point, comma, Arabic comma or Arabic
 * decimal sign; a percent sign behind; the invisible marks that copied right-to-left text carries. One separator is always
 * a decimal one (`1,234` is 1.234): no question here has answers in thousands.
 * @returns undefined for anything else (also for exponents, signs and spaces inside)
 */
export function parseNumber(text: string): number | undefined {
  if (text.length > LONGEST) return undefined
  const western = text
    .replace(/[\u061c\u200e\u200f]/g, '')
    .trim()
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[,\u060c\u066b]/, '.')
    .replace(/[%\u066a]$/, '')
    .trim()
  return /^(\d{1,9}(\.\d{1,6})?|\.\d{1,6})$/.test(western) ? Number(western) : undefined
}
