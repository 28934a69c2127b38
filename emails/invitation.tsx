import { render, toPlainText } from '@react-email/render'
import { Layout, MainLink, Paragraph } from './layout'
import { wordsOf } from './words'

export interface InvitationProps {
  language: string
  personName: string
  studyName: string
  /** the other firms, the most important first */
  partnerNames: string[]
  closesAt: Date
  timeZone: string
  link: string
  contactName: string
  contactEmail: string
  minutes: number
  /** the confidentiality promise in the words of the respondent's page */
  promise: string
}

export interface Email {
  subject: string
  html: string
  text: string
}

/** Asks one person, once, about all their relationships: who asks, about whom, how long, until when, who sees what. */
export async function invitationEmail(props: InvitationProps): Promise<Email> {
  const words = wordsOf('invitation', props.language)
  const [first = '', ...others] = props.partnerNames
  const partners = others.length > 0 ? words('partnersMany', { first, more: others.length }) : first
  const subject = words('subject', { studyName: props.studyName, partners })
  const date = new Intl.DateTimeFormat(`${props.language}-u-nu-latn`, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: props.timeZone,
  }).format(props.closesAt)
  const html = await render(
    <Layout language={props.language} preview={words('duration', { minutes: props.minutes })}>
      <Paragraph>{words('greeting', { personName: props.personName })}</Paragraph>
      <Paragraph>
        {words('intro', { contactName: props.contactName })}
        <br />
        {props.partnerNames.map((name) => (
          <span key={name}>
            <bdi>
              <strong>{name}</strong>
            </bdi>
            <br />
          </span>
        ))}
      </Paragraph>
      <Paragraph>{words('duration', { minutes: props.minutes })}</Paragraph>
      <MainLink link={props.link} button={words('button')} label={words('link')} />
      <Paragraph>
        <strong>{words('promise')}</strong>
        <br />
        {props.promise}
      </Paragraph>
      <Paragraph>{words('closes', { date })}</Paragraph>
      <Paragraph>{words('contact', { contactName: props.contactName, contactEmail: props.contactEmail })}</Paragraph>
    </Layout>,
  )
  return { subject, html, text: toPlainText(html) }
}
