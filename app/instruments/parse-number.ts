import { readDecimals } from '#app/i18n/read-decimals'

/** A minus, the one of keyboards or the one of print, behind the marks that copied right-to-left text carries. */
const MINUS = /^[\s\u061c\u200e\u200f]*[-\u2212]/

/** What a typed answer can mean; a minus may stand before it, and a percent sign behind it. */
export function readNumbers(text: string): string[] {
  const unsigned = text.replace(MINUS, '')
  const readings = readDecimals(unsigned.trimEnd().replace(/[%\u066a]$/, ''))
  return unsigned === text ? readings : readings.map((reading) => `-${reading}`)
}

/** @returns undefined for what is no number, and for what could be two */
export function parseNumber(text: string): number | undefined {
  const [reading, other] = readNumbers(text)
  // there is no minus before 0
  return reading === undefined || other !== undefined ? undefined : Number(reading) + 0
}

/** A number as `readNumbers` reads it in one way: three decimals get a zero, for they could be thousands. */
export function writeNumber(value: number): string {
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(String(value)) ? `${value}0` : String(value)
}
