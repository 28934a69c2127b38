import { composeEmail } from './compose-email'
import type { Email } from './email'
import { openWords } from './open-words'

export interface SignalsProps {
  language: string
  personName: string
  workspaceName: string
  /** for whose firm the reader is accountable */
  organizationName: string
  /** at least one: names of relationships, and the kind of what warns, whose words stand here */
  signals: { name: string; kind: string }[]
  /** so many more than are named */
  more: number
  /** of the page where they stand, behind the sign-in */
  link: string
}

/** Tells whoever is accountable that something warns. No number stands in it: mails are read by others, too. */
export async function signalsEmail(props: SignalsProps): Promise<Email> {
  const { signals, more, workspaceName, personName, organizationName, link } = props
  const words = openWords('signals', props.language)
  const { say } = words
  const intro = say('intro', { workspaceName, organizationName })
  return composeEmail({
    words,
    subject: say('subject', { workspaceName, count: signals.length + more }),
    preview: intro,
    blocks: [
      { kind: 'paragraph', lines: [say('greeting', { personName })] },
      { kind: 'paragraph', lines: [intro] },
      {
        kind: 'paragraph',
        lines: [
          ...signals.map(({ name, kind }) => say(kind, { name })),
          ...(more > 0 ? [say('more', { count: more })] : []),
        ],
      },
      { kind: 'link', link, button: say('button'), label: say('link') },
      { kind: 'paragraph', lines: [say('noNumbers'), say('once')] },
    ],
  })
}
