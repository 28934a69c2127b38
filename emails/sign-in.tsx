import { composeEmail } from './compose-email'
import type { Email } from './email'
import { openWords } from './open-words'

export interface SignInProps {
  language: string
  link: string
  minutesValid: number
  workspaceName: string
}

/** Carries a sign-in link to a member. */
export async function signInEmail({ language, link, minutesValid, workspaceName }: SignInProps): Promise<Email> {
  const words = openWords('sign-in', language)
  const { say } = words
  const validity = say('validity', { count: minutesValid })
  return composeEmail({
    words,
    subject: say('subject', { workspaceName }),
    preview: validity,
    blocks: [
      { kind: 'paragraph', lines: [say('intro', { workspaceName })] },
      { kind: 'link', link, button: say('button'), label: say('link') },
      { kind: 'paragraph', lines: [validity, say('notYou')] },
    ],
  })
}
