import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { describeError, log } from '#app/config/log.server'
import { dropZeroBytes } from '#app/http/drop-zero-bytes.server'
import { NonceContext } from '#app/http/nonce'
import { paths } from '#app/http/paths'
import { requestIdOf } from '#app/http/request-id'
import { RequestLanguageContext } from '#app/http/use-request-language'
import { provideTexts } from '#app/i18n/loaded-texts'
import { requestLanguage } from '#app/i18n/request-language'
import { textsFileName } from '#app/i18n/texts-file.server'
import { textsOf } from '#app/i18n/texts-of'

/** The server's life: the process that serves (app/server.ts) starts and stops the application through this module. */
export { addWorkspaceOf, WORKSPACE_USAGE } from './add-workspace.server'
export { EXPORT_USAGE, exportData } from './export-data.server'
export { startRuntime, stopRuntime } from './runtime.server'

provideTexts({
  textsOf,
  addressOf: (language) => {
    const file = textsFileName(language)
    return file && paths.texts(file)
  },
})

/** Late on a busy machine, rather than not at all. */
export const streamTimeout = 30_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: { cspNonce?: string },
): Promise<Response> {
  const nonce = loadContext.cspNonce
  const requestId = requestIdOf(request)
  const readyEvent = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let finalStatus = status
    let isShellSent = false
    const early: unknown[] = []
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RequestLanguageContext.Provider value={requestLanguage(request.headers)}>
          <RemixServer context={context} url={request.url} {...(nonce && { nonce })} />
        </RequestLanguageContext.Provider>
      </NonceContext.Provider>,
      {
        ...(nonce && { nonce }),
        [readyEvent]() {
          isShellSent = true
          // an error in a part of the page, which is sent all the same; one in the whole page comes to handleError
          for (const error of early) log.error('rendering failed', { requestId, ...describeError(error) })
          const body = dropZeroBytes()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { status: finalStatus, headers }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          finalStatus = 500
          if (isShellSent) log.error('rendering failed', { requestId, ...describeError(error) })
          else early.push(error)
        },
      },
    )
    setTimeout(abort, streamTimeout + 1000).unref()
  })
}

/** Unexpected errors of loaders and actions: the log gets the stack, never the address (it may carry a personal link). */
export const handleError: HandleErrorFunction = (error, { request }) => {
  const { method, signal } = request
  // a form that was sent to a page without one: the sender's mistake, and no reason to look for ours
  const isRefusal = isRouteErrorResponse(error) && error.status < 500
  if (!signal.aborted && !isRefusal)
    log.error('a request failed', { requestId: requestIdOf(request), method, ...describeError(error) })
}
