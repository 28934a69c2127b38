import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { OPERATIONS } from '#app/api/operations'
import { pageOfList } from '#app/api/page-of-list'
import { readWaves } from '#app/api/read-studies.server'
import { answerProgram, readPlace } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { findReach, isStudyWithin } from '#app/people/find-reach.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.listWaves, async (call) => {
    const { prisma, member, query } = call
    const { workspaceId } = member
    const studyId = requireId(args.params.study_id)
    const after = readPlace(call, z.int()) ?? 0
    if (!(await isStudyWithin(prisma, workspaceId, findReach(workspaceId, member), studyId))) throw notFound()
    const rows = await readWaves(prisma, { workspaceId, studyId, after, limit: query.limit })
    return { body: pageOfList(rows, query.limit, ({ number }) => number) }
  })
}
