import { composeEmail } from './compose-email'
import type { Email } from './email'
import { openWords } from './open-words'

export interface MembershipProps {
  language: string
  personName: string
  /** who invites; undefined where the account is gone */
  inviterName: string | undefined
  workspaceName: string
  role: 'owner' | 'administrator' | 'manager' | 'researcher' | 'auditor'
  /** the address that signs in */
  email: string
  /** of the page where that is done */
  link: string
  /** for how long the invitation can be accepted */
  days: number
}

/** Tells somebody that they may now sign in to a workspace, as what, and how. */
export async function membershipEmail(props: MembershipProps): Promise<Email> {
  const { workspaceName, inviterName, role, personName, link, email } = props
  const words = openWords('membership', props.language)
  const { say } = words
  const intro = inviterName ? say('intro', { inviterName, workspaceName }) : say('introWithoutName', { workspaceName })
  return composeEmail({
    words,
    subject: say('subject', { workspaceName }),
    preview: intro,
    blocks: [
      { kind: 'paragraph', lines: [say('greeting', { personName })] },
      { kind: 'paragraph', lines: [intro, say(role)] },
      { kind: 'paragraph', lines: [say('how')] },
      { kind: 'contact', name: undefined, address: email },
      { kind: 'link', link, button: say('button'), label: say('link') },
      { kind: 'paragraph', lines: [say('validity', { count: props.days }), say('unexpected')] },
    ],
  })
}
