import type { Block } from './block'
import { openWords } from './open-words'

export interface MemberFootProps {
  workspaceName: string
  /** of the page where the reader chooses which mails come */
  choiceLink: string
}

/** What stands under mails that a member can do without: why they come, and where that can be changed. */
export function memberFootBlock(language: string, { workspaceName, choiceLink }: MemberFootProps): Block {
  const { say } = openWords('member-foot', language)
  return { kind: 'foot', lines: [say('why', { workspaceName })], link: choiceLink, label: say('choose') }
}
