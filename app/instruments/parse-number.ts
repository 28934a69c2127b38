import { readDecimals } from '#app/i18n/read-decimals'

/** What a typed answer can mean; a percent sign may stand behind it. */
export function readNumbers(text: string): string[] {
  return readDecimals(text.trimEnd().replace(/[%\u066a]$/, ''))
}

/** @returns undefined for what is no number, and for what could be two */
export function parseNumber(text: string): number | undefined {
  const [reading, other] = readNumbers(text)
  return reading === undefined || other !== undefined ? undefined : Number(reading)
}

/** A number as `readNumbers` reads it in one way: three decimals get a zero, for they could be thousands. */
export function writeNumber(value: number): string {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(String(value)) ? `${value}0` : String(value)
}
