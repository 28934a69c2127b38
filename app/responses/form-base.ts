/** What a form knows of the moment it was made: it travels in a hidden field and comes back with the answers. */
export interface FormBase {
  /** of the answers that the page showed; 0 where nothing was saved yet */
  revision: number
  /** one page in one window */
  tab: string
  shownAt: Date
  /** rises with each sending of this window, so that one which arrives late is known; 0 without script */
  turn: number
}

const PATTERN = /^(\d{1,9})\.([0-9a-f]{8})\.(\d{1,14})$/

export function formatBase({ revision, tab, shownAt }: Omit<FormBase, 'turn'>): string {
  return `${revision}.${tab}.${shownAt.getTime()}`
}

/** @returns undefined for a form without it (a program that posts answers) or with something else in its place */
export function parseBase(form: FormData): FormBase | undefined {
  const [base, turn] = [form.get('base'), form.get('turn')]
  const [, revision, tab = '', shownAt] = (typeof base === 'string' && base.match(PATTERN)) || []
  if (revision === undefined) return undefined
  return {
    revision: Number(revision),
    tab,
    shownAt: new Date(Number(shownAt)),
    turn: typeof turn === 'string' && /^\d{1,14}$/.test(turn) ? Number(turn) : 0,
  }
}

/** One sending of one window, as respond.js knows it; empty for a form without base. */
export function sendOf(base: Pick<FormBase, 'tab' | 'turn'> | undefined): string {
  return base ? `${base.tab}.${base.turn}` : ''
}
