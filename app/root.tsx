import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { ErrorPage } from '#app/http/error-page'
import { findMember } from '#app/http/guards.server'
import { requestLook } from '#app/http/look-cookie'
import { useNonce } from '#app/http/nonce'
import { useRequestLanguage } from '#app/http/use-request-language'
import { directionOf } from '#app/i18n/direction'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { loadedLanguage, textsAddress, translatorOf } from '#app/i18n/loaded-texts'
import { requestLanguage } from '#app/i18n/request-language'
import { TranslatorProvider } from '#app/i18n/use-translation'
import { ACTIONS, may } from '#app/people/may'
import dark from '#app/ui/dark.css?url'
import { darkMedia } from '#app/ui/look'
import { SiteHeader } from '#app/ui/site-header'
import styles from '#app/ui/styles.css?url'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'stylesheet', href: styles },
]
export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const language = requestLanguage(request.headers)
  const isBehindLink = /^\/(answer|report)\//.test(new URL(request.url).pathname)
  const member = isBehindLink ? undefined : await findMember(request)
  return {
    language,
    languages: INTERFACE_LANGUAGES,
    look: requestLook(request.headers),
    member: member && {
      workspaceName: member.workspaceName,
      userName: member.userName,
      // for menus and links only: what is asked for is decided when it is asked for
      actions: ACTIONS.filter((action) => may(member, action)) as string[],
    },
  }
}

/** A route's `handle`: pages behind a link bring their own language and need no script; those of respondents look their own way. */
export interface RouteHandle {
  isRespondentPage?: boolean
  isReportPage?: boolean
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const matches = useMatches()
  const root = useRouteLoaderData<typeof loader>('root')
  const last = matches.at(-1)
  const has = (name: keyof RouteHandle) => matches.some((match) => (match.handle as RouteHandle | undefined)?.[name])
  const isRespondentPage = has('isRespondentPage')
  const isBehindLink = isRespondentPage || has('isReportPage')
  const ownLanguage = (last?.data as { language?: string } | undefined)?.language
  const media = darkMedia(root?.look ?? 'device')
  const requested = useRequestLanguage()
  const language = (isBehindLink ? ownLanguage : undefined) ?? requested ?? FALLBACK_LANGUAGE
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        {isBehindLink ? null : <link rel="preload" as="fetch" crossOrigin="anonymous" href={textsAddress(language)} />}
        {media ? <link rel="stylesheet" href={dark} media={media} /> : null}
      </head>
      <body className={isRespondentPage ? 'respondent' : undefined}>
        <TranslatorProvider value={translatorOf(language)}>
          {isBehindLink ? null : (
            <SiteHeader member={root?.member} language={language} languages={root?.languages ?? []} />
          )}
          {children}
        </TranslatorProvider>
        {isBehindLink ? null : (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  )
}

export default function App() {
  const { language } = useLoaderData<typeof loader>()
  const shown = loadedLanguage()
  // chosen in another tab: half of a page would be in the one language, half in the other
  useEffect(() => {
    if (shown && shown !== language) window.location.reload()
  }, [shown, language])
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />
}
