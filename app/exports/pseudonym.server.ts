import { createHmac, type KeyObject } from 'node:crypto'

const PREFIX = { person: 'p', organization: 'o', relationship: 'r', response: 'a', promise: 'w' } as const
type Kind = keyof typeof PREFIX

/**
 * A stable code for a person, firm or relationship within one study (HMAC-SHA-256, 80 bits). Another study has another
 * key: codes of two studies cannot be joined.
 */
export function makePseudonym(studyKey: KeyObject, kind: Kind, id: string): string {
  const digest = createHmac('sha256', studyKey).update(`${kind} ${id}`).digest('hex').slice(0, 20)
  return `${PREFIX[kind]}_${digest}`
}
