import { describe, expect, it } from 'vitest'
import { signInEmail } from '#emails/sign-in'

const props = {
  language: 'en',
  link: 'https://thiqa.example/sign-in?token=abc',
  minutesValid: 15,
  workspaceName: 'Horizon',
}

describe('the sign-in mail', () => {
  it('names the workspace, carries the link and says how long it works', async () => {
    const { subject, text, html } = await signInEmail(props)
    expect(subject).toBe('Your sign-in link for \u2068Horizon\u2069')
    expect(text.split('\n')).toContain(props.link)
    expect(html).toContain(`href="${props.link}"`)
    expect(text).toContain('once, for 15 minutes')
  })

  it('speaks Arabic', async () => {
    const { subject, text, html } = await signInEmail({ ...props, language: 'ar' })
    expect(subject).toBe('رابط الدخول إلى \u2068Horizon\u2069')
    expect(text).toContain('ولمدة 15 دقيقة')
    expect(html).toContain('dir="rtl"')
  })
})
