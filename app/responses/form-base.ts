/** What a form knows of the moment it was made: it travels in a hidden field and comes back with the answers. */
export interface FormBase {
  /** of the draft that the page showed; 0 where there was none */
  revision: number
  /** one page in one window */
  tab: string
  shownAt: Date
}

const PATTERN = /^(\d{1,9})\.([0-9a-f]{8})\.(\d{1,14})$/

export function formatBase({ revision, tab, shownAt }: FormBase): string {
  return `${revision}.${tab}.${shownAt.getTime()}`
}

/** @returns undefined for a form without it (a program that posts answers) or with something else in its place */
export function parseBase(value: unknown): FormBase | undefined {
  const [, revision, tab = '', shownAt] = (typeof value === 'string' && value.match(PATTERN)) || []
  return revision === undefined ? undefined : { revision: Number(revision), tab, shownAt: new Date(Number(shownAt)) }
}
