import { render, toPlainText } from '@react-email/render'
import type { Email } from './invitation'
import { Layout, MainLink, Paragraph } from './layout'
import { wordsOf } from './words'

export interface SignInProps {
  language: string
  link: string
  minutesValid: number
  workspaceName: string
}

/** Carries a sign-in link to a member. */
export async function signInEmail({ language, link, minutesValid, workspaceName }: SignInProps): Promise<Email> {
  const words = wordsOf('sign-in', language)
  const html = await render(
    <Layout language={language} preview={words('validity', { minutes: minutesValid })}>
      <Paragraph>{words('intro', { workspaceName })}</Paragraph>
      <MainLink link={link} button={words('button')} label={words('link')} />
      <Paragraph>{words('validity', { minutes: minutesValid })}</Paragraph>
    </Layout>,
  )
  return { subject: words('subject', { workspaceName }), html, text: toPlainText(html) }
}
