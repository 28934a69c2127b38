import type { Block } from './block'
import { composeEmail } from './compose-email'
import type { Email } from './email'
import { openWords } from './open-words'

export interface NoticeProps {
  about: 'confirm-address' | 'address-changed' | 'erased' | 'second-factor-reset' | 'export-ready'
  language: string
  workspaceName: string
  /** of the page that the mail leads to; for notices that lead nowhere undefined */
  link?: string | undefined
}

/** Tells somebody what becomes of what is stored about them. It greets nobody by name: the address may be wrong. */
export async function noticeEmail({ about, language, workspaceName, link }: NoticeProps): Promise<Email> {
  const words = openWords('notice', language)
  const say = (key: string) => words.say(`${about}-${key}`, { workspaceName })
  const button: Block[] = link ? [{ kind: 'link', link, button: say('button'), label: say('link') }] : []
  return composeEmail({
    words,
    subject: say('subject'),
    preview: say('intro'),
    blocks: [{ kind: 'paragraph', lines: [say('intro')] }, ...button, { kind: 'paragraph', lines: [say('end')] }],
  })
}
