import type { Instrument, Item } from '#app/instruments/instrument-schema'
import { pagesOf } from '#app/instruments/pages'
import { type FormBase, parseBase } from './form-base'

const KINDS: readonly Item['kind'][] = ['agreement', 'bipolar', 'choice', 'text']

/** Whether several firms can be answered for on one page: short forms of one page, of questions that fit into a row. */
export function standsSideBySide(instrument: Instrument): boolean {
  return (
    pagesOf(instrument.sections).length === 1 &&
    instrument.sections.every(
      (section) =>
        !section.isAboutFirm &&
        section.items.every((item) => KINDS.includes(item.kind) && !item.when && !item.sides && !item.functions),
    )
  )
}

/** Name of a field of one firm's form within the page of all of them. */
export function fieldOfFirm(position: number, field: string): string {
  return `p${position}.${field}`
}

/** Whether a page of several firms brings answers about one that is not open (any more). */
export function bringsLateAnswers(form: FormData, open: readonly number[]): boolean {
  return [...form].some(([name, value]) => {
    const [, position, field] = /^p(\d{1,6})\.(.+)$/.exec(name) ?? []
    const isAnswer = field !== undefined && field !== 'base' && field !== 'confirm_open' && value !== ''
    return isAnswer && !open.includes(Number(position))
  })
}

/** One firm's form, taken out of the page of all of them. */
export function formOfFirm(form: FormData, position: number): FormData {
  const own = new FormData()
  const prefix = fieldOfFirm(position, '')
  for (const [name, value] of form)
    if (name.startsWith(prefix) && typeof value === 'string') own.append(name.slice(prefix.length), value)
  return own
}

/** What the page of all of them knows of the moment when it was made: one window shows all firms at once. */
export function baseOfFirms(form: FormData, positions: readonly number[]): FormBase | undefined {
  for (const position of positions) {
    const own = formOfFirm(form, position)
    own.set('turn', String(form.get('turn') ?? ''))
    const base = parseBase(own)
    if (base) return base
  }
  return undefined
}
