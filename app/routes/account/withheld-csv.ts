import type { LoaderFunctionArgs } from '@remix-run/node'
import { readWithheld } from '#app/disclosure/read-decisions.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { notFound, requireMember } from '#app/http/guards.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { runtime } from '#app/runtime.server'
import { choosePublishedWave, listPublishedWaves } from '#app/studies/list-published-waves.server'

const COLUMNS = ['wave', 'scope', 'place', 'side', 'function', 'measure', 'index', 'reason']

/** Every value of a wave that is withheld, and why. Taking the list away is written down. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'read-reasons')
  const { prisma } = runtime().database
  const wave = choosePublishedWave(await listPublishedWaves(prisma, workspaceId), request.url)
  if (!wave) throw notFound()
  const details = { file: 'withheld.csv', wave: wave.number }
  await recordEvent(prisma, actor, { action: 'file-taken', objectKind: 'study', objectId: wave.studyId, details })
  return csvResponse(
    'withheld.csv',
    COLUMNS,
    rowsOf(wave.number, readWithheld(prisma, { workspaceId, waveId: wave.id })),
  )
}

async function* rowsOf(wave: number, places: ReturnType<typeof readWithheld>) {
  for await (const place of places) yield { wave, ...place }
}
