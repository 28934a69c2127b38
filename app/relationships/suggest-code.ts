import { CODE_LENGTH } from './fields'

/** Room for a number behind the codes of both firms. */
const NUMBER_LENGTH = 6

/** A code for a relationship from those of its firms: `NAJM-STEEL`, and `NAJM-STEEL-2` where that is taken. */
export function suggestCode(buyerCode: string, supplierCode: string, taken: ReadonlySet<string>): string {
  const longest = CODE_LENGTH - NUMBER_LENGTH
  const start = [...`${buyerCode}-${supplierCode}`].slice(0, longest).join('').trim()
  if (!taken.has(start)) return start
  let number = 2
  while (taken.has(`${start}-${number}`)) number += 1
  return `${start}-${number}`
}
