import { formatDate, formatMoney, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { EntryValues } from './entry'
import type { Register, RegisterField } from './register'

/** Names of the two firms of a relationship, or of the one firm. */
export type FirmNames = Record<'buyer' | 'supplier', string>

/** Words for the fields of a register and for what stands in them, in the reader's language. */
export function useEntryWords({ name: register }: Register) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const option = (field: RegisterField, value: string, names: FirmNames) =>
    field.name === 'side' ? names[value as keyof FirmNames] : t(`evidence.${register}.${field.name}.${value}`)
  return {
    label: (field: RegisterField) => t(`evidence.${register}.field.${field.name}`),
    option,
    /** what stands in a field; a number as it was typed, a sum with its currency */
    value: (field: RegisterField, values: EntryValues, names: FirmNames): string => {
      const value = values[field.name]
      if (value === null || value === '') return '–'
      if (value instanceof Date) return formatDate(language, value)
      if (field.type === 'choice') return option(field, value, names)
      if (field.type !== 'number') return value
      const { currency } = values
      return isMoney(field) && currency
        ? formatMoney(language, Number(value), currency)
        : formatNumber(language, Number(value), Number.isInteger(Number(value)) ? 0 : 2)
    },
  }
}

function isMoney({ name }: RegisterField): boolean {
  return name === 'amount' || name.endsWith('Cost')
}
