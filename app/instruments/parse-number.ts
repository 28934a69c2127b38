/**
 * A number as people type it: Western, Arabic-Indic or Eastern Arabic-Indic digits; point, comma or Arabic decimal sign.
 * @returns undefined for anything else (also for exponents, signs and spaces inside)
 */
export function parseNumber(text: string): number | undefined {
  const western = text
    .trim()
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[,\u066b]/, '.')
    .replace(/[%\u066a]$/, '')
    .trim()
  return /^\d{1,9}(\.\d{1,6})?$/.test(western) ? Number(western) : undefined
}
