import type { LoaderFunctionArgs } from '@remix-run/node'
import { OPERATIONS } from '#app/api/operations'
import { answerProgram } from '#app/http/answer-program.server'
import { notFound } from '#app/http/guards.server'
import { requestLanguage } from '#app/i18n/request-language'
import { findAnyTemplate } from '#app/instruments/load-template.server'
import { templateText } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.getInstrument, async ({ prisma, member, request }) => {
    const { name = '', version: given = '' } = args.params
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(name) || !/^[1-9]\d{0,5}$/.test(given)) throw notFound()
    const version = Number(given)
    const template = await findAnyTemplate(prisma, { workspaceId: member.workspaceId, name, version })
    if (!template) throw notFound()
    const { instrument: definition, texts } = template
    return {
      body: {
        ...{ name, version, title: templateText(template, requestLanguage(request.headers)).title },
        ...{ languages: [...texts.keys()].sort(), is_own: findTemplate(name, version) === undefined },
        ...{ definition, texts: Object.fromEntries(texts) },
      },
    }
  })
}
