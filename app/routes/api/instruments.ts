import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { OPERATIONS } from '#app/api/operations'
import { pageOfList } from '#app/api/page-of-list'
import { answerProgram, readPlace } from '#app/http/answer-program.server'
import { requestLanguage } from '#app/i18n/request-language'
import { listAllTemplates } from '#app/instruments/own-templates.server'
import { templateText } from '#app/instruments/template'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.listInstruments, async (call) => {
    const { prisma, member, query, request } = call
    const after = readPlace(call, z.string()) ?? ''
    const language = requestLanguage(request.headers)
    const keyOf = ({ name, version }: { name: string; version: number }) =>
      `${name}@${String(version).padStart(6, '0')}`
    const rows = (await listAllTemplates(prisma, member.workspaceId))
      .map((template) => ({
        ...{ name: template.instrument.name, version: template.instrument.version },
        title: templateText(template, language).title,
        ...{ languages: [...template.texts.keys()].sort(), is_own: template.isOwn },
      }))
      .filter((one) => keyOf(one) > after)
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    return { body: pageOfList(rows, query.limit, keyOf) }
  })
}
