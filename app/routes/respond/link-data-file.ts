import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '#app/http/guards.server'
import { openOwnLink } from '#app/http/open-own-data.server'
import { ownDataFile } from '#app/privacy/own-data-file.server'
import { runtime } from '#app/runtime.server'

/** What is stored about who stands behind a personal link, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openOwnLink(request, params)
  if (!opened.ok) throw notFound()
  const { database, secret } = runtime()
  return (await ownDataFile(database.prisma, { ...opened.door, secret, file: params.file })) ?? notFound()
}
