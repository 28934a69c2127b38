import type { LoaderFunctionArgs } from '@remix-run/node'
import { chooseWave } from '#app/dashboards/choose-wave'
import { readPools } from '#app/disclosure/read-pools.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { POOL_COLUMNS, poolFileRows } from '#app/exports/pool-file-rows'
import { openResults } from '#app/http/open-results.server'

/** Every index of every group of relationships in one wave. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  const tables = wave ? await readPools(prisma, { workspaceId, waveId: wave.id, reader: member }) : []
  return csvResponse('groups.csv', POOL_COLUMNS, poolFileRows(tables))
}
