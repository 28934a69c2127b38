import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '#app/http/guards.server'
import { openMyData } from '#app/http/open-own-data.server'
import { ownDataFile } from '#app/privacy/own-data-file.server'
import { runtime } from '#app/runtime.server'

/** What a workspace stores about who has signed in, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const door = await openMyData(request, params)
  const { database, secret } = runtime()
  return (await ownDataFile(database.prisma, { ...door, secret, file: params.file })) ?? notFound()
}
