/** What a ticked box sends. */
export const TICKED = '1'

export function isTicked(value: string | undefined): boolean {
  return value === TICKED
}
