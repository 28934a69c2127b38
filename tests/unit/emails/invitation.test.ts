import { describe, expect, it } from 'vitest'
import { type InvitationProps, invitationEmail } from '#emails/invitation'

const props: InvitationProps = {
  language: 'en',
  personName: 'Sara Haddad',
  studyName: 'Trust 2026',
  partnerNames: ['Nord Metall GmbH', 'شركة الأفق'],
  closesAt: new Date('2026-11-30T14:00:00Z'),
  timeZone: 'Asia/Riyadh',
  link: 'https://thiqa.example/answer/w/abc?x=1&y=2',
  contactName: 'Omar Nasser',
  contactEmail: 'omar+survey@buyer.example',
  minutes: 6,
  promise: 'Nobody sees what one person said.',
  organizationName: 'Horizon Works',
  choiceLink: 'https://thiqa.example/answer/w/abc/mails',
}
const invite = (changes: Partial<InvitationProps> = {}) => invitationEmail({ ...props, ...changes })
const withoutIsolates = (text: string) => text.replace(/[\u2068\u2069]/g, '')

describe('the invitation', () => {
  it('says who asks, about whom, how long, until when, who sees what and whom to turn to, in both parts', async () => {
    const { html, text } = await invite()
    for (const part of [html, text]) {
      for (const word of ['Sara Haddad', 'Omar Nasser', 'Trust 2026', 'Nord Metall GmbH', 'شركة الأفق', 'voluntary'])
        expect(part).toContain(word)
      expect(part).toContain('about 6 minutes')
      expect(part).toContain('Monday, November 30, 2026 at 5:00 PM GMT+3')
      expect(part).toContain('Nobody sees what one person said.')
      expect(part).toContain('omar+survey@buyer.example')
    }
  })

  it('about the reader’s own firm speaks of no relationship, in any language', async () => {
    for (const [language, word] of [
      ['en', 'a few facts about:'],
      ['ar', 'بعض الوقائع عن:'],
      ['fr', 'quelques faits sur :'],
    ] as const) {
      const { html, text, subject } = await invite({ language, partnerNames: ['Atlas'], isAboutFirm: true })
      expect(withoutIsolates(subject)).toMatch(/^Trust 2026 ?: .*Atlas$/)
      for (const part of [html, text]) expect(part).toContain(word)
      expect(`${subject}${text}`).not.toMatch(/relation|العلاقة|your view|votre avis|رأيك/)
    }
  })

  it('carries the link as a button and as an address, and in the text alone on its line', async () => {
    const { html, text } = await invite()
    expect(html.match(/href="https:\/\/thiqa\.example\/answer\/w\/abc\?x=1&amp;y=2"/g)).toHaveLength(2)
    expect(text.split('\n')).toContain(props.link)
    expect(text.split('\n')).toContain(props.contactEmail)
  })

  it('is laid out from right to left in Arabic and uses Western digits', async () => {
    const { html, text, subject } = await invite({ language: 'ar' })
    expect(html).toMatch(/<html[^>]*dir="rtl"[^>]*lang="ar"|<html[^>]*lang="ar"[^>]*dir="rtl"/)
    expect(html).toMatch(
      /<td[^>]*align="right"[^>]*dir="rtl"[^>]*lang="ar"|<td[^>]*lang="ar"[^>]*dir="rtl"[^>]*align="right"/,
    )
    expect(withoutIsolates(subject)).toBe('Trust 2026: رأيك في العلاقة مع Nord Metall GmbH وشركة أخرى')
    expect(text).toMatch(/30 نوفمبر 2026/)
    expect(text).not.toMatch(/[٠-٩]/)
  })

  it.each([
    ['ar', 1, 'نحو دقيقة واحدة'],
    ['ar', 2, 'نحو دقيقتين'],
    ['ar', 6, 'نحو 6 دقائق'],
    ['ar', 15, 'نحو 15 دقيقة'],
    ['ar', 100, 'نحو 100 دقيقة'],
    ['en', 1, 'about 1 minute.'],
    ['en', 15, 'about 15 minutes.'],
  ])('counts minutes as the grammar of %s wants: %i', async (language, minutes, words) => {
    expect((await invite({ language, minutes })).text).toContain(words)
  })

  it.each([
    ['en', 0, 'Trust 2026: your view of A'],
    ['en', 1, 'Trust 2026: your view of A and 1 other firm'],
    ['en', 3, 'Trust 2026: your view of A and 3 other firms'],
    ['ar', 0, 'Trust 2026: رأيك في العلاقة مع A'],
    ['ar', 2, 'Trust 2026: رأيك في العلاقة مع A وشركتين أخريين'],
    ['ar', 3, 'Trust 2026: رأيك في العلاقة مع A و3 شركات أخرى'],
    ['ar', 11, 'Trust 2026: رأيك في العلاقة مع A و11 شركة أخرى'],
  ])('names one firm and counts the others in the subject (%s, %i more)', async (language, more, subject) => {
    const partnerNames = ['A', ...Array.from({ length: more }, (_, index) => `B${index}`)]
    expect(withoutIsolates((await invite({ language, partnerNames })).subject)).toBe(subject)
  })

  it('leaves out what is not known: the name, the end, the one who asks', async () => {
    const { text, html } = await invite({ personName: undefined, closesAt: undefined, contactName: '' })
    expect(text).toMatch(/^Hello,\n/)
    expect(text).toContain('You are invited to')
    expect(`${text}${html}`).not.toMatch(/open until|undefined|null|\{\{/)
  })

  it('isolates names: by marks in subject and text, by <bdi> in HTML', async () => {
    const { subject, html, text } = await invite({ language: 'ar' })
    expect(subject).toContain('\u2068Nord Metall GmbH\u2069')
    expect(text).toContain('- \u2068Nord Metall GmbH\u2069')
    expect(html).toContain('<bdi>Nord Metall GmbH</bdi>')
  })

  it('takes marks out of a name that would end its isolation or turn the words around it', async () => {
    const { subject, html, text } = await invite({ partnerNames: ['evil\u2069\u202eknab'] })
    expect(`${subject}${html}${text}`).not.toMatch(/[\u202a-\u202e]/)
    expect(subject).toContain('\u2068evilknab\u2069')
  })

  it('shows a script tag in a name as text', async () => {
    const name = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    const { html } = await invite({
      partnerNames: [name],
      personName: name,
      studyName: name,
      contactName: name,
      promise: name,
    })
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it.each(['$& $1 $` $$', '{{link}} {{personName}}', '%s \\n &amp; constructor __proto__'])(
    'leaves %s in a name literal',
    async (name) => {
      const { subject, text, html } = await invite({ studyName: name, personName: name, partnerNames: [name] })
      expect(subject).toBe(`\u2068${name}\u2069: your view of \u2068${name}\u2069`)
      expect(text).toContain(`Hello \u2068${name}\u2069,`)
      expect(html).toContain(`<bdi>${name.replaceAll('&', '&amp;')}</bdi>`)
    },
  )

  it('puts a name with line breaks on one line', async () => {
    const { subject } = await invite({ studyName: 'Trust\r\nBcc: all@evil.example\u0000' })
    expect(subject).toMatch(/^\u2068Trust Bcc: all@evil\.example\u2069:/)
    expect(subject).not.toMatch(/\p{Cc}/u)
  })

  it('is in English where a language has no texts, and in the language where only a region is not known', async () => {
    expect((await invite({ language: 'xx' })).html).toContain('lang="en"')
    expect((await invite({ language: '../../secret' })).text).toContain('Hello')
    expect((await invite({ language: 'ar-SA' })).html).toContain('lang="ar"')
  })
})
