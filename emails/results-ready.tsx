import { composeEmail } from './compose-email'
import type { Email } from './email'
import { type MemberFootProps, memberFootBlock } from './member-foot'
import { openWords } from './open-words'

export interface ResultsReadyProps extends MemberFootProps {
  language: string
  personName: string
  studyName: string
  /** of the page with the results, behind the sign-in */
  link: string
}

/** Tells a member that results are there to be seen. No number stands in it: what may be shown is decided on the page. */
export async function resultsReadyEmail(props: ResultsReadyProps): Promise<Email> {
  const { studyName, personName, workspaceName, link } = props
  const words = openWords('results-ready', props.language)
  const { say } = words
  const intro = say('intro', { studyName, workspaceName })
  return composeEmail({
    words,
    subject: say('subject', { studyName }),
    preview: intro,
    blocks: [
      { kind: 'paragraph', lines: [say('greeting', { personName })] },
      { kind: 'paragraph', lines: [intro] },
      { kind: 'link', link, button: say('button'), label: say('link') },
      { kind: 'paragraph', lines: [say('noNumbers')] },
      memberFootBlock(words.language, props),
    ],
  })
}
