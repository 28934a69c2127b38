import type { Block } from './block'
import { openWords } from './open-words'

export interface FootProps {
  studyName: string
  /** the firm that the person speaks for */
  organizationName: string
  /** of the page where the person chooses which mails come */
  choiceLink: string
}

/** What stands under every mail to a participant: why it comes, and how to get fewer or none. */
export function footBlock(language: string, { studyName, organizationName, choiceLink }: FootProps): Block {
  const { say } = openWords('foot', language)
  return { kind: 'foot', lines: [say('why', { studyName, organizationName })], link: choiceLink, label: say('choose') }
}
