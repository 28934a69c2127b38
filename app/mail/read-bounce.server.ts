import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { enhancedStatus } from './bounce-status'

/** What a report says of one recipient (RFC 3464). */
export interface BounceReport {
  /** addresses that it is about: the one that failed, and the one that was written to */
  addresses: string[]
  /** failed, delayed, delivered, relayed or expanded */
  action: string
  /** enhanced status, for example 5.1.1 */
  status: string
}

export interface Bounce {
  reports: BounceReport[]
  /** of the mail that it is about, where that or its head is attached */
  messageId: string | undefined
  /** to whom the report itself went */
  deliveredTo: string[]
}

/** bytes; a report that is larger is not read */
export const LARGEST_REPORT = 2 * 1024 * 1024
/** A mail of ours has one recipient; a report about more is about something else. */
const MOST_RECIPIENTS = 10

/**
 * Reads a delivery status report.
 * @param eml the report as it arrived
 * @returns undefined for a mail that is none: nothing is guessed from the words of a text
 */
export async function readBounce(eml: Buffer): Promise<Bounce | undefined> {
  if (eml.length > LARGEST_REPORT) return undefined
  const mail = await simpleParser(eml, { keepDeliveryStatus: true, skipTextToHtml: true, skipImageLinks: true })
  const status = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (!status) return undefined
  return {
    reports: readReports(status.content.toString('utf8')),
    messageId: await messageIdIn(mail.attachments),
    deliveredTo: deliveredTo(mail),
  }
}

/** Groups of fields with an empty line between: the first is about the message, each other one about a recipient. */
function readReports(text: string): BounceReport[] {
  const groups = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)
  return groups
    .map(readFields)
    .filter((fields) => fields.has('action') && fields.has('final-recipient'))
    .slice(0, MOST_RECIPIENTS)
    .map((fields) => ({
      addresses: ['final-recipient', 'original-recipient'].flatMap((name) => addressIn(fields.get(name))),
      action: (fields.get('action') ?? '').toLowerCase(),
      status: enhancedStatus(fields.get('status') ?? '') ?? '',
    }))
}

function readFields(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}

/** `rfc822; somebody@example.org`, with or without angle brackets. */
function addressIn(value: string | undefined): string[] {
  const [type = '', address] = (value ?? '').split(';')
  if (!address || !/^(rfc822|utf-8)$/i.test(type.trim())) return []
  return [address.trim().replace(/^<|>$/g, '').toLowerCase()]
}

/** The mail that came back, whole or its head alone. */
async function messageIdIn(attachments: Attachment[]): Promise<string | undefined> {
  const original = attachments.find(({ contentType }) =>
    ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global'].includes(contentType),
  )
  return original && (await simpleParser(original.content)).messageId
}

function deliveredTo(mail: ParsedMail): string[] {
  const lists = [mail.to].flat().flatMap((one) => one?.value.flatMap(({ address }) => address ?? []) ?? [])
  const headers = ['delivered-to', 'x-original-to'].flatMap((name) => {
    const value: unknown = mail.headers.get(name)
    return [value].flat().flatMap((one) => {
      if (typeof one === 'string') return one
      const found = (one as { value?: { address?: string }[] } | undefined)?.value
      return found?.flatMap(({ address }) => address ?? []) ?? []
    })
  })
  return [...lists, ...headers]
}
