// What a page offers to whoever looks at it: forms with their fields, and the parameters of its links. The fuzzer learns from it
// what a request of this page looks like, so that a new field is tried without anybody thinking of it.
import { Parser } from 'htmlparser2'

export interface LearnedForm {
  /** of the page, or where the form says that it goes */
  path: string
  method: 'GET' | 'POST'
  /** by name, what the page would send: stored values, choices, the values of buttons */
  fields: Map<string, string[]>
}

export function learnForms(page: string, html: string): LearnedForm[] {
  const forms: LearnedForm[] = []
  let form: LearnedForm | undefined
  let choice = ''
  const add = (name: string | undefined, value = '') => {
    if (name) form?.fields.set(name, [...(form.fields.get(name) ?? []), value])
  }
  const parser = new Parser({
    onopentag(tag, { name, value, action, method, href }) {
      if (tag === 'form')
        form = { path: action || page, method: method?.toLowerCase() === 'post' ? 'POST' : 'GET', fields: new Map() }
      else if (tag === 'select') choice = name ?? ''
      else if (tag === 'option') add(choice, value)
      else if (['input', 'button', 'textarea'].includes(tag)) add(name, value)
      else if (tag === 'a' && href?.startsWith('/') && href.includes('?')) {
        const { pathname, searchParams } = new URL(href, 'http://thiqa.test')
        const fields = new Map([...searchParams].map(([key, one]) => [key, [one]]))
        forms.push({ path: pathname, method: 'GET', fields })
      }
    },
    onclosetag(tag) {
      if (tag !== 'form' || !form) return
      forms.push(form)
      form = undefined
    },
  })
  parser.end(html)
  return forms
}
