import type { Block } from './block'
import { composeEmail } from './compose-email'
import type { Email } from './email'
import { type FootProps, footBlock } from './foot'
import { openWords } from './open-words'
import { fillLine, fillParagraphs, type OwnText } from './own-text'
import { tellMoment } from './tell-moment'

export interface ThankYouProps extends FootProps {
  language: string
  /** empty or undefined: greeted without a name */
  personName?: string | undefined
  /** how many questionnaires were submitted */
  count: number
  /** where the answers can be read and changed, and until when; undefined where they no longer can */
  receipt: { link: string; until: Date; timeZone: string } | undefined
  contactName: string
  contactEmail: string
  /** words of the study's own; what is not replaced are the receipt, contact and foot */
  own?: OwnText | undefined
}

/** Thanks who has submitted everything. It carries no answer: mails are read by others, too. */
export async function thankYouEmail(props: ThankYouProps): Promise<Email> {
  const { studyName, personName, receipt, own } = props
  const words = openWords('thank-you', props.language)
  const { language, say } = words
  const thanks = say('thanks', { studyName, count: props.count })
  const values = {
    ...{ person: personName ?? '', organization: props.organizationName, study: studyName, contact: props.contactName },
  }
  const blocks: Block[] = [
    ...(own?.opening ? asBlocks(own.opening) : opening()),
    ...(receipt ? showReceipt(receipt) : []),
    ...(own?.closing ? asBlocks(own.closing) : [{ kind: 'paragraph' as const, lines: [say('contact')] }]),
    { kind: 'contact', name: props.contactName, address: props.contactEmail },
    footBlock(language, props),
  ]
  const subject = own?.subject ? fillLine(own.subject, values) : say('subject', { studyName })
  return composeEmail({ words, subject, preview: thanks, blocks })

  function opening(): Block[] {
    return [
      { kind: 'paragraph', lines: [personName ? say('greeting', { personName }) : say('greetingWithoutName')] },
      { kind: 'paragraph', lines: [thanks, say('noAnswers')] },
    ]
  }

  function asBlocks(text: string): Block[] {
    return fillParagraphs(text, values).map((lines) => ({ kind: 'paragraph', lines }))
  }

  function showReceipt({ link, until, timeZone }: NonNullable<ThankYouProps['receipt']>): Block[] {
    return [
      { kind: 'paragraph', lines: [say('receipt', { date: tellMoment(language, until, timeZone) })] },
      { kind: 'link', link, button: say('button'), label: say('link') },
    ]
  }
}
