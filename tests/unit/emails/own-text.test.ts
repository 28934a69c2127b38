import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSendable } from '#app/mail/is-sendable'
import { mailTextSchema, unknownIn } from '#app/studies/mail-text-form'
import { invitationEmail } from '#emails/invitation'
import { OWN_TEXT_KINDS, type OwnText, placeholdersOf, unknownPlaceholders } from '#emails/own-text'
import { reminderEmail } from '#emails/reminder'
import { thankYouEmail } from '#emails/thank-you'

const asking = {
  language: 'en',
  personName: 'Sara <b>',
  organizationName: 'Horizon Works',
  studyName: 'Trust & more',
  contactName: 'Omar',
  contactEmail: 'omar@horizon.example',
  choiceLink: 'https://thiqa.example/answer/w/t/mails',
  link: 'https://thiqa.example/answer/w/t',
  closesAt: new Date('2026-03-31T16:00:00Z'),
  timeZone: 'UTC',
  minutes: 7,
  promise: 'Nobody sees your answers.',
}
const NONE: OwnText = { subject: '', opening: '', closing: '' }
const makers = {
  invitation: (own: Partial<OwnText>) =>
    invitationEmail({ ...asking, partnerNames: ['Delta', 'Nordic'], own: { ...NONE, ...own } }),
  reminder: (own: Partial<OwnText>) =>
    reminderEmail({
      ...{ ...asking, openNames: ['Delta'], total: 2, isAboutFirm: false, isLast: false, own: { ...NONE, ...own } },
    }),
  'last-call': (own: Partial<OwnText>) =>
    reminderEmail({
      ...{ ...asking, openNames: ['Delta'], total: 2, isAboutFirm: false, isLast: true, own: { ...NONE, ...own } },
    }),
  'thank-you': (own: Partial<OwnText>) => {
    const { link, closesAt: until, timeZone } = asking
    return thankYouEmail({ ...asking, count: 2, receipt: { link, until, timeZone }, own: { ...NONE, ...own } })
  },
}
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

describe.each(OWN_TEXT_KINDS)('the %s with words of its own', (kind) => {
  const make = makers[kind]

  test('keeps what must stay, whatever the words are', async () => {
    const usual = await make({})
    const { text, html } = await make({ subject: 'S', opening: 'O', closing: 'C' })
    for (const needed of [asking.link, asking.choiceLink, asking.contactEmail]) {
      expect(text.split('\n')).toContain(needed)
      expect(html).toContain(needed)
    }
    if (kind !== 'thank-you') expect(text).toContain(asking.promise)
    expect(text.trim().split('\n').at(-1)).toBe(asking.choiceLink)
    expect(usual.subject).not.toBe('S')
  })

  test('fills its placeholders, and only those', async () => {
    const opening = placeholdersOf(kind)
      .map((name) => `{${name}}`)
      .join(' | ')
    const filled = plain((await make({ opening, subject: '{study} for {person}' })).text)
    expect(filled).toContain('Sara <b> | Horizon Works | Trust & more | Omar')
    expect(filled).not.toMatch(/[{}]/)
    if (kind !== 'thank-you') expect(filled).toContain('March 31, 2026')
    expect(plain((await make({ subject: '{study} for {person}' })).subject)).toBe('Trust & more for Sara <b>')
  })

  test('empty words are the usual ones', async () => {
    const { opening, closing, subject } = NONE
    expect(await make({})).toEqual(await make({ opening, closing, subject }))
  })

  test('holds no HTML of theirs, and no header', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 60 }),
        async (one, other) => {
          const wild = `${one}<script>alert(1)</script><img src=x onerror=y>\n\n${other}&lt;`
          const form = mailTextSchema.safeParse({ kind, language: 'en', subject: other, opening: wild, closing: one })
          const own = form.success ? form.data : { subject: other.replace(/[{}]/g, ''), opening: wild, closing: one }
          const { subject, html, text } = await make(own)
          expect(html).not.toMatch(/<script|<img|onerror=y>/)
          expect(html.match(/<html/g)?.length).toBe(1)
          const message = { messageId: '<a@b>', from: 'a@b.example', to: 'c@d.example', subject, html, text }
          if (form.success) expect(isSendable(message)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('a form', () => {
  const parse = (values: Partial<OwnText> & { kind?: string; language?: string }) =>
    mailTextSchema.safeParse({ ...{ kind: 'invitation', language: 'en' }, ...NONE, ...values })

  test.each([
    [{ subject: 'Hello\r\nBcc: everybody@example.com' }, 'subject'],
    [{ subject: 'Hello\nBcc: x' }, 'subject'],
    [{ subject: 'a\u0000b' }, 'subject'],
    [{ subject: 'a\u2028b' }, 'subject'],
    [{ subject: 'x'.repeat(151) }, 'subject'],
    [{ opening: 'x'.repeat(2001) }, 'opening'],
    [{ opening: 'a\u0007b' }, 'opening'],
    [{ closing: 'Dear {name}' }, 'closing'],
    [{ opening: 'Dear { person }' }, 'opening'],
    [{ opening: 'Dear {person' }, 'opening'],
    [{ opening: 'person}' }, 'opening'],
    [{ subject: '{{person}}' }, 'subject'],
    [{ kind: 'thank-you', opening: 'until {end}' }, 'opening'],
    [{ kind: 'sign-in' }, 'kind'],
    [{ language: 'xx' }, 'language'],
  ])('with %j is refused', (values, field) => {
    const form = parse(values)
    expect(form.success).toBe(false)
    expect(form.error?.issues[0]?.path[0]).toBe(field)
  })

  test('takes lines and paragraphs, also as Windows writes them', () => {
    expect(parse({ opening: 'One\r\nTwo\r\n\r\nThree  ' }).data?.opening).toBe('One\nTwo\n\nThree')
  })

  test('names what it does not understand', () => {
    expect(unknownIn('invitation', { subject: '{person} {firma}', opening: '{firma} {x' })).toEqual(['{firma}', '{x'])
    expect(unknownPlaceholders('thank-you', '{person} {end}')).toEqual(['{end}'])
  })
})
