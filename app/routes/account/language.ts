import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { languageCookie } from '#app/http/language-cookie'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { isLanguage } from '#app/i18n/languages'

export function loader() {
  throw redirect(paths.home)
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request)
  const language = form.get('language')
  if (!isLanguage(language)) throw new Response(null, { status: 400 })
  throw redirect(ownPath(form.get('back')), { headers: { 'Set-Cookie': languageCookie(language) } })
}

/** Only a path of this site: `//host`, `/\host` and whole addresses lead elsewhere. */
function ownPath(value: FormDataEntryValue | null): string {
  return typeof value === 'string' && /^\/(?![/\\])[\w\-./?=&%]{0,500}$/.test(value) ? value : paths.home
}
