/** What is typed into an entry of a register, as it is stored; which of it a register has, its description says. */
export interface EntryValues {
  side: string | null
  kind: string | null
  outcome: string | null
  text: string
  beganOn: Date | null
  endedOn: Date | null
  currency: string | null
  unit: string | null
  /** plain decimals as text, so that nothing is rounded on its way */
  amount: string | null
  quantity: string | null
  serviceCost: string | null
  qualityCost: string | null
  delayCost: string | null
  administrationCost: string | null
  coveredCost: string | null
  hours: string | null
  headCount: string | null
  inspectionShare: string | null
}

export type FieldName = keyof EntryValues

export const EMPTY_ENTRY: EntryValues = {
  ...{ side: null, kind: null, outcome: null, text: '', beganOn: null, endedOn: null, currency: null, unit: null },
  ...{ amount: null, quantity: null, serviceCost: null, qualityCost: null, delayCost: null, administrationCost: null },
  ...{ coveredCost: null, hours: null, headCount: null, inspectionShare: null },
}

/** Columns that hold a number. */
export const NUMBERS = [
  ...(['amount', 'quantity', 'serviceCost', 'qualityCost', 'delayCost', 'administrationCost', 'coveredCost'] as const),
  ...(['hours', 'headCount', 'inspectionShare'] as const),
] as const
type NumberName = (typeof NUMBERS)[number]

/** An entry as measures read it: of which relationship or firm, with numbers as numbers. */
export type Entry = Omit<EntryValues, NumberName | 'beganOn'> &
  Record<NumberName, number | null> & {
    id: string
    beganOn: Date
    /** the relationship or the firm */
    subjectId: string
    /** the buyer of the relationship; the firm itself where the entry is about one */
    buyerId: string
    buyerName: string
    supplierName: string
  }

/** A value as a file, a form and a comparison have it: the day, the plain number, the word; nothing is empty. */
export function cellText(value: EntryValues[FieldName]): string {
  if (value === null) return ''
  return value instanceof Date ? value.toISOString().slice(0, 10) : value
}
