import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { OPERATIONS } from '#app/api/operations'
import { pageOfList } from '#app/api/page-of-list'
import { readIndices } from '#app/api/read-indices.server'
import { findResultStudy } from '#app/disclosure/read-results.server'
import { answerProgram, readPlace } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { findReach, isStudyWithin } from '#app/people/find-reach.server'

const placeSchema = z.object({ wave: z.int(), relationshipId: z.uuid() })

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.listIndices, async (call) => {
    const { prisma, member, query } = call
    const { workspaceId } = member
    const id = requireId(args.params.study_id)
    const after = readPlace(call, placeSchema)
    const within = findReach(workspaceId, member)
    const study = await findResultStudy(prisma, workspaceId, id)
    if (!study || !(await isStudyWithin(prisma, workspaceId, within, id))) throw notFound()
    const waves = study.waves.filter(({ number }) => query.wave === undefined || number === query.wave)
    const { limit, measure } = query
    const rows = await readIndices(prisma, { workspaceId, within, waves, measure, limit, ...(after && { after }) })
    const cursorOf = (row: (typeof rows)[number]) => ({ wave: row.wave, relationshipId: row.relationship_id })
    return { body: pageOfList(rows, limit, cursorOf) }
  })
}
