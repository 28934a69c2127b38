import { composeEmail } from './compose-email'
import type { Email } from './email'
import { openWords } from './open-words'

export interface WebhookOffProps {
  language: string
  personName: string
  webhookName: string
  workspaceName: string
  /** whether its receiver said that it wants nothing more; else nothing has arrived for days */
  isGone: boolean
  /** of its page, behind the sign-in */
  link: string
}

/** Tells whoever can mend it that a webhook was switched off. */
export async function webhookOffEmail(props: WebhookOffProps): Promise<Email> {
  const { webhookName, personName, workspaceName, isGone, link } = props
  const words = openWords('webhook-off', props.language)
  const { say } = words
  const intro = say('intro', { webhookName, workspaceName })
  return composeEmail({
    words,
    subject: say('subject', { webhookName }),
    preview: intro,
    blocks: [
      { kind: 'paragraph', lines: [say('greeting', { personName })] },
      { kind: 'paragraph', lines: [intro, say(isGone ? 'gone' : 'failing')] },
      { kind: 'paragraph', lines: [say('again')] },
      { kind: 'link', link, button: say('button'), label: say('link') },
    ],
  })
}
