import { Parser } from 'htmlparser2'
import type { Reply } from '#tests/setup/test-application'

/** A word of an element and of an attribute that no page of ours has: where they come out as such, markup came through. */
export const PLANTED = 'fz7151'

const TRACE = /\n\s*at [\w.<>]+ ?\(|node_modules\/|PrismaClient|\bECONN|SQLSTATE|syntax error at or near/

/** What is wrong with an answer, whatever was asked. @param secrets words that this reader must never see */
export function findFaults({ status, headers, text }: Reply, secrets: readonly string[]): string[] {
  const faults: string[] = []
  if (status >= 500) faults.push(`status ${status}`)
  if (TRACE.test(text)) faults.push('it tells how it is made')
  for (const secret of secrets) if (text.includes(secret)) faults.push(`it shows ${secret}`)
  const type = String(headers['content-type'] ?? '')
  if (type.startsWith('text/html')) faults.push(...findMarkup(text))
  else if (text && !/^(text\/(plain|csv|x-script|calendar)|application\/)/.test(type))
    faults.push(`it is ${type || 'nothing'}`)
  const location = String(headers.location ?? '')
  if (location && !/^\/(?![/\\])/.test(location)) faults.push(`it leads to ${location.slice(0, 60)}`)
  if (headers['x-content-type-options'] === undefined) faults.push('a browser may take it for something else')
  return faults
}

function findMarkup(html: string): string[] {
  const faults: string[] = []
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === PLANTED) faults.push('an element came through')
      // files of ours need none
      if (tag === 'script' && !attributes.nonce && !/^\/(?![/\\])/.test(attributes.src ?? ''))
        faults.push('a script without a nonce')
      for (const [name, value] of Object.entries(attributes)) {
        if (name === PLANTED || name.startsWith('on')) faults.push(`an attribute came through: ${tag} ${name}`)
        if (
          ['href', 'src', 'action', 'formaction'].includes(name) &&
          /^\s*(javascript|vbscript|data:text)/i.test(value)
        )
          faults.push(`an address that runs: ${tag} ${name}`)
      }
    },
  })
  parser.end(html)
  return faults
}
