import type { Block } from './block'
import { composeEmail } from './compose-email'
import type { Email } from './email'
import { type FootProps, footBlock } from './foot'
import { openWords } from './open-words'
import { fillLine, fillParagraphs, listNames, type OwnText } from './own-text'
import { tellMoment } from './tell-moment'

export interface ReminderProps extends FootProps {
  language: string
  /** empty or undefined: greeted without a name */
  personName?: string | undefined
  /** what is still open, in the order of the questions; at least one */
  openNames: string[]
  /** how many there were at first */
  total: number
  /** whether only figures of the person's own firm are open, which is the only name then */
  isAboutFirm: boolean
  /** no other reminder comes before the end */
  isLast: boolean
  closesAt: Date
  /** IANA name of the zone in which the end is told */
  timeZone: string
  link: string
  contactName: string
  contactEmail: string
  /** how long all that is open takes together */
  minutes: number
  /** the confidentiality promise in the words of the respondent's page */
  promise: string
  /** words of the study's own; what is not replaced are link, end, promise, contact and foot */
  own?: OwnText | undefined
}

/** Tells who has not answered (everything) what is left and until when; the last one says that it is the last. */
export async function reminderEmail(props: ReminderProps): Promise<Email> {
  const { studyName, openNames, total, isAboutFirm, isLast, personName, own } = props
  const words = openWords('reminder', props.language)
  const { language, say } = words
  const [partner = ''] = openNames
  const count = openNames.length
  const end = tellMoment(language, props.closesAt, props.timeZone)
  const closes = say('closes', { date: end })
  const values = {
    ...{ person: personName ?? '', organization: props.organizationName, study: studyName, contact: props.contactName },
    ...{ partners: listNames(language, openNames), end, minutes: String(props.minutes) },
  }
  const blocks: Block[] = [
    ...(own?.opening ? asBlocks(own.opening) : opening()),
    { kind: 'list', names: openNames },
    { kind: 'paragraph', lines: [closes, ...(isLast ? [say('last')] : [])] },
    { kind: 'paragraph', lines: [say('duration', { count: props.minutes }), say('kept')] },
    { kind: 'link', link: props.link, button: say('button'), label: say('link') },
    { kind: 'paragraph', heading: say('promise'), lines: [[props.promise]] },
    ...(own?.closing ? asBlocks(own.closing) : [{ kind: 'paragraph' as const, lines: [say('contact')] }]),
    { kind: 'contact', name: props.contactName, address: props.contactEmail },
    footBlock(language, props),
  ]
  const key = (name: string) => (isLast ? `last${name}` : `${name[0]?.toLowerCase()}${name.slice(1)}`)
  const one = say(key(isAboutFirm ? 'SubjectFirm' : 'Subject'), { studyName, partner })
  const subject = count > 1 ? say(key('SubjectMany'), { studyName, count }) : one
  return composeEmail({
    words,
    subject: own?.subject ? fillLine(own.subject, values) : subject,
    preview: closes,
    blocks,
  })

  function opening(): Block[] {
    return [
      { kind: 'paragraph', lines: [personName ? say('greeting', { personName }) : say('greetingWithoutName')] },
      { kind: 'paragraph', lines: [whatIsLeft()] },
    ]
  }

  function asBlocks(text: string): Block[] {
    return fillParagraphs(text, values).map((lines) => ({ kind: 'paragraph', lines }))
  }

  function whatIsLeft() {
    if (count < total) return say('some', { studyName, count, total })
    if (isAboutFirm) return say('firm', { studyName })
    return count === 1 ? say('only', { studyName }) : say('all', { studyName, count })
  }
}
