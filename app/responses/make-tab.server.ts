import { randomBytes } from 'node:crypto'

/** A name for one page in one window: see form-base.ts. */
export function makeTab(): string {
  return randomBytes(4).toString('hex')
}
