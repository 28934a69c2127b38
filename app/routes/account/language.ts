import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { languageCookie } from '#app/http/language-cookie'
import { ownPath } from '#app/http/own-path'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { isInterfaceLanguage } from '#app/i18n/languages'
import { runtime } from '#app/runtime.server'

export function loader() {
  throw redirect(paths.home)
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request)
  const language = form.get('language')
  if (!isInterfaceLanguage(language)) throw new Response(null, { status: 400 })
  const cookie = languageCookie(language, runtime().env.isSecure)
  throw redirect(ownPath(form.get('back')) ?? paths.home, { headers: { 'Set-Cookie': cookie } })
}
