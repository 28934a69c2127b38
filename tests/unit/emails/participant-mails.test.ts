import { describe, expect, it } from 'vitest'
import { type ReminderProps, reminderEmail } from '#emails/reminder'
import { resultsReadyEmail } from '#emails/results-ready'
import { thankYouEmail } from '#emails/thank-you'

const common = {
  language: 'en',
  personName: 'Sara Haddad',
  studyName: 'Trust 2026',
  organizationName: 'Horizon Works',
  contactName: 'Omar Nasser',
  contactEmail: 'omar@buyer.example',
  choiceLink: 'https://thiqa.example/answer/w/abc/mails',
}
const props: ReminderProps = {
  ...common,
  openNames: ['Nord Metall GmbH'],
  total: 3,
  isAboutFirm: false,
  isLast: false,
  closesAt: new Date('2026-11-30T14:00:00Z'),
  timeZone: 'Asia/Riyadh',
  link: 'https://thiqa.example/answer/w/abc',
  minutes: 6,
  promise: 'Nobody sees what one person said.',
}
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '')
const remind = (changes: Partial<ReminderProps> = {}) => reminderEmail({ ...props, ...changes })

describe('the reminder', () => {
  it.each([
    ['en', 1, 3, '1 of 3 is left:'],
    ['en', 2, 3, '2 of 3 are left:'],
    ['en', 1, 1, 'your view of this business relationship is still missing:'],
    ['en', 3, 3, 'your view of 3 business relationships is still missing:'],
    ['ar', 1, 3, 'بقيت علاقة واحدة من أصل 3:'],
    ['ar', 2, 3, 'بقيت علاقتان من أصل 3:'],
    ['ar', 4, 9, 'بقيت 4 علاقات من أصل 9:'],
    ['ar', 11, 20, 'بقيت 11 علاقة من أصل 20:'],
    ['fr', 2, 3, 'Il en reste 2 sur 3 :'],
  ])('in %s tells that %i of %i is left', async (language, left, total, words) => {
    const openNames = Array.from({ length: left }, (_, index) => `Firm ${index}`)
    const { text, html } = await remind({ language, openNames, total })
    expect(text).toContain(words)
    for (const name of openNames) expect(html).toContain(`<bdi>${name}</bdi>`)
  })

  it('tells until when, and says it is the last one only where it is', async () => {
    const [usual, last] = [await remind(), await remind({ isLast: true })]
    expect(usual.text).toContain('Monday, November 30, 2026 at 5:00 PM GMT+3')
    expect(`${usual.subject}${usual.text}`).not.toMatch(/last/i)
    expect(last.subject).toMatch(/^Last reminder/)
    expect(last.text).toContain('This is the last reminder.')
  })

  it('about the person’s own firm speaks of no relationship', async () => {
    for (const language of ['en', 'ar', 'fr']) {
      const { text, subject } = await remind({ language, openNames: ['Atlas'], total: 1, isAboutFirm: true })
      expect(`${subject}${text}`).not.toMatch(/relation|العلاقة|your view|votre avis|رأيك/)
    }
  })
})

describe('thanks', () => {
  const until = new Date('2026-11-30T14:00:00Z')
  const receipt = { link: props.link, until, timeZone: 'UTC' }

  it('lead to the receipt as long as it can be opened', async () => {
    const open = await thankYouEmail({ ...common, count: 2, receipt })
    expect(open.text.split('\n')).toContain(props.link)
    expect(open.text).toContain('Monday, November 30, 2026')
    const closed = await thankYouEmail({ ...common, count: 2, receipt: undefined })
    expect(closed.text).not.toContain(`${props.link}\n`)
    expect(closed.text).toContain('all 2 questionnaires have arrived')
  })
})

it.each(['en', 'ar', 'fr'])(
  'every mail to a participant in %s says why it comes and how to get none',
  async (language) => {
    for (const { html, text } of [
      await remind({ language }),
      await thankYouEmail({ ...common, language, count: 1, receipt: undefined }),
    ]) {
      expect(text.trim().split('\n').at(-1)).toBe(common.choiceLink)
      expect(html).toContain(`href="${common.choiceLink}"`)
      expect(html).toContain('<bdi>Horizon Works</bdi>')
      expect(plain(text)).not.toMatch(/undefined|\{\{|\ue000|\ue001/)
    }
  },
)

it.each(['en', 'ar', 'fr'])('the news of results in %s leads to the page and holds no number', async (language) => {
  const link = 'https://thiqa.example/studies/x/portfolio'
  const choiceLink = 'https://thiqa.example/mails/x/y'
  const facts = { language, personName: 'Sara', studyName: 'Trust', workspaceName: 'Horizon', link, choiceLink }
  const { subject, text } = await resultsReadyEmail(facts)
  expect(text.split('\n')).toContain(link)
  expect(text.trim().split('\n').at(-1)).toBe(choiceLink)
  expect(`${subject}${text}`.replace(link, '')).not.toMatch(/\d/)
})
