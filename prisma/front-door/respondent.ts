// What a respondent does, by HTTP: opens the personal link, opens a relationship's form, submits it.
import type { WebClient } from './web-client.ts'

export interface OpenAssignment {
  /** path of the form */
  path: string
  /** name of the partner as the page shows it */
  partner: string
}

/** Opens a personal link and reads which relationships still wait for an answer. */
export async function readOpenAssignments(web: WebClient, link: string): Promise<OpenAssignment[]> {
  const html = await web.read(new URL(link).pathname)
  return [...html.matchAll(/<a [^>]*href="(\/answer\/[^"]+\/[0-9a-f-]{36})"[^>]*>(.*?)<\/a>/gs)].map(
    ([, path = '', inner = '']) => ({
      path,
      partner: decodeEntities(inner.replace(/<[^>]*>/g, '')).trim(),
    }),
  )
}

/**
 * Submits a form as a person does who leaves some questions open: what is open is asked once more, and confirmed.
 * @returns when the server has acknowledged the response
 */
export async function submitAnswers(web: WebClient, path: string, answers: Record<string, string>): Promise<void> {
  await web.submit(path, { ...answers, intent: 'submit', confirm_open: '1' })
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
