import { type FormBase, sendOf } from './form-base'

/** The last save of a page, and the window that it came from. */
export interface Save {
  revision: number
  tab: string
  /** of this window: see form-base.ts */
  turn: number
}

/** By page, which is known by its first field; `EVERY_PAGE` for what changed all of them at once. */
export type Saves = Record<string, Save>

export const EVERY_PAGE = '*'

/** Whether a page was changed from elsewhere after it was shown here; a window's own saves are no surprise to it. */
export function isOutdated(base: FormBase | undefined, saves: Saves, page: string): boolean {
  if (!base) return false
  const [own, every] = [saves[page], saves[EVERY_PAGE]]
  return (
    (own !== undefined && base.revision < own.revision && own.tab !== base.tab) ||
    (every !== undefined && base.revision < every.revision)
  )
}

/** Whether the same window sent something later, which came earlier. */
export function isOvertaken(base: FormBase | undefined, saves: Saves): boolean {
  return Object.values(saves).some(({ tab, turn }) => tab === base?.tab && turn > base.turn)
}

/** What arrived, for respond.js: of each window the last sending whose answers are stored. */
export function arrivedSends(saves: Saves): string {
  return Object.values(saves)
    .filter(({ tab }) => tab !== '')
    .map(sendOf)
    .join(' ')
}
