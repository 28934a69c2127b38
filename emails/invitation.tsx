import type { Block } from './block'
import { composeEmail } from './compose-email'
import type { Email } from './email'
import { type FootProps, footBlock } from './foot'
import { openWords } from './open-words'
import { fillLine, fillParagraphs, listNames, type OwnText } from './own-text'
import { tellMoment } from './tell-moment'

export interface InvitationProps extends FootProps {
  language: string
  /** empty or undefined: greeted without a name */
  personName?: string | undefined
  /** the firms asked about, in the order of the questions; at least one */
  partnerNames: string[]
  /** whether nothing is asked about a relationship, but figures of the person's own firm, which is the only name then */
  isAboutFirm?: boolean
  /** undefined: open without an end */
  closesAt: Date | undefined
  /** IANA name of the zone in which the end is told */
  timeZone: string
  link: string
  /** who asks */
  contactName?: string | undefined
  contactEmail: string
  /** how long all the questions take together */
  minutes: number
  /** the confidentiality promise in the words of the respondent's page */
  promise: string
  /** words of the study's own; what is not replaced are link, end, promise, contact and foot */
  own?: OwnText | undefined
}

/** Asks one person, once, about all their relationships: who asks, about whom, how long, until when, who sees what. */
export async function invitationEmail(props: InvitationProps): Promise<Email> {
  const { studyName, partnerNames, personName, contactName, isAboutFirm, own } = props
  const words = openWords('invitation', props.language)
  const { say } = words
  const [partner = '', ...others] = partnerNames
  const more = others.length
  const duration = say('duration', { count: props.minutes })
  const values = {
    ...{ person: personName ?? '', organization: props.organizationName, study: studyName, contact: contactName ?? '' },
    partners: listNames(words.language, partnerNames),
    end: props.closesAt ? tellMoment(words.language, props.closesAt, props.timeZone) : '',
    minutes: String(props.minutes),
  }
  const blocks: Block[] = [
    ...(own?.opening ? asBlocks(own.opening) : opening()),
    { kind: 'list', names: partnerNames },
    { kind: 'paragraph', lines: [duration, say('personalLink')] },
    { kind: 'link', link: props.link, button: say(isAboutFirm ? 'buttonFirm' : 'button'), label: say('link') },
    ...(props.closesAt ? [closing(props.closesAt)] : []),
    { kind: 'paragraph', heading: say('promise'), lines: [[props.promise]] },
    ...(own?.closing ? asBlocks(own.closing) : [{ kind: 'paragraph' as const, lines: [say('contact')] }]),
    { kind: 'contact', name: contactName, address: props.contactEmail },
    footBlock(words.language, props),
  ]
  const one = say(isAboutFirm ? 'subjectFirm' : 'subject', { studyName, partner })
  const subject = more > 0 ? say('subjectMany', { studyName, partner, count: more }) : one
  return composeEmail({
    words,
    subject: own?.subject ? fillLine(own.subject, values) : subject,
    preview: duration,
    blocks,
  })

  function opening(): Block[] {
    const intro = contactName
      ? say(isAboutFirm ? 'introFirm' : 'intro', { studyName, contactName })
      : say(isAboutFirm ? 'introFirmWithoutContact' : 'introWithoutContact', { studyName })
    return [
      { kind: 'paragraph', lines: [personName ? say('greeting', { personName }) : say('greetingWithoutName')] },
      { kind: 'paragraph', lines: [intro] },
    ]
  }

  function asBlocks(text: string): Block[] {
    return fillParagraphs(text, values).map((lines) => ({ kind: 'paragraph', lines }))
  }

  function closing(closesAt: Date): Block {
    return { kind: 'paragraph', lines: [say('closes', { date: tellMoment(words.language, closesAt, props.timeZone) })] }
  }
}
