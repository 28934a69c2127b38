import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { notFound, requireId } from '#app/http/guards.server'
import { openWavePage } from '#app/http/open-wave-page.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readParticipation } from '#app/studies/control-room/read-participation.server'
import { WaveHeading } from '#app/studies/control-room/wave-heading'
import { askAlso, findWhoElse } from '#app/studies/control-room/who-else.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

const askSchema = z.object({
  intent: z.literal('ask-also', { error: 'control.error.what' }),
  people: z
    .array(z.uuid({ error: 'control.error.unknown-people' }), { error: 'control.error.nobody-chosen' })
    .max(500, { error: 'control.error.what' }),
})

type Parameters = LoaderFunctionArgs['params']

/** The side stands in the address; without it, it is the buyer's. */
async function openCell(request: Request, params: Parameters) {
  const opened = await openWavePage(request, params)
  const side = new URL(request.url).searchParams.get('side') === 'supplier' ? ('supplier' as const) : ('buyer' as const)
  const { workspaceId, waveId } = opened.key
  const cell = { workspaceId, waveId, relationshipId: requireId(params.relationshipId), side }
  const whoElse = await findWhoElse(opened.parts.prisma, cell)
  if (!whoElse) throw notFound()
  return { ...opened, cell, whoElse }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { study, wave, cell, whoElse, parts } = await openCell(request, params)
  const { rows } = await readParticipation(parts.prisma, { ...wave, workspaceId: cell.workspaceId })
  const own = rows.find(({ relationshipId, side }) => relationshipId === cell.relationshipId && side === cell.side)
  const { searchParams } = new URL(request.url)
  const asked = Number(searchParams.get('asked'))
  return {
    ...{ study, wave, whoElse, side: cell.side, relationshipId: cell.relationshipId },
    people: own?.people ?? 0,
    unanswered: own?.progress && own.questionnaires - own.progress.submitted,
    asked: searchParams.has('asked') && Number.isInteger(asked) && asked >= 0 ? asked : undefined,
    mayAsk: wave.state === 'open' && !wave.isTrial,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { key, cell, parts, wave } = await openCell(request, params)
  const form = parseForm(askSchema, await readForm(request))
  if (!form.ok) return data({ error: Object.values(form.errors)[0]?.[0] ?? 'control.error.what' }, { status: 422 })
  if (wave.state !== 'open' || wave.isTrial) return data({ error: 'control.error.not-open' }, { status: 409 })
  const ask = { ...key, ...cell, participantIds: form.data.people, now: new Date() }
  const done = await askAlso(parts, ask, (tx, added) =>
    recordEvent(tx, parts.actor, {
      action: 'study-changed',
      objectKind: 'study',
      objectId: key.studyId,
      details: { intent: 'ask-also', relationship: cell.relationshipId, side: cell.side, wave: key.waveId, added },
    }),
  )
  if (!done.ok) return data({ error: `control.error.${done.reason}` }, { status: 409 })
  throw redirect(`${paths.whoElse(key.studyId, key.waveId, cell.relationshipId, cell.side)}&asked=${done.joined}`)
}

export default function WhoElsePage() {
  const { t } = useTranslation()
  const { study, wave, whoElse, side, relationshipId, people, unanswered, asked, mayAsk } =
    useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const more = whoElse.total - whoElse.people.length
  return (
    <main id="main" className="page">
      <WaveHeading study={study} wave={wave} title={t('control.else.title')} />
      <p>
        <bdi>{whoElse.buyerName}</bdi> – <bdi>{whoElse.supplierName}</bdi> · {t(`words.${side}`)}
      </p>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}
        </p>
      ) : null}
      {asked === undefined || error ? null : (
        <p className="notice good" role="status">
          {t('control.else.done', { count: asked })}
        </p>
      )}
      {people > 0 ? (
        <p>
          {unanswered === undefined
            ? t('control.else.unanswered-hidden')
            : t('control.else.unanswered', { count: unanswered })}{' '}
          {t('control.else.remind')} <Link to={paths.controlRoom(study.id, wave.id)}>{t('control.remind.title')}</Link>
        </p>
      ) : null}
      <section className="card" aria-labelledby="people">
        <h2 id="people">{t('control.else.fields')}</h2>
        <p>
          {whoElse.total === 0
            ? t('control.else.none', { organization: isolateName(whoElse.organizationName) })
            : t('control.else.text', { organization: isolateName(whoElse.organizationName) })}
        </p>
        {whoElse.people.length > 0 ? (
          <Form method="post">
            <ul className="choices">
              {whoElse.people.map((person) => (
                <li key={person.id}>
                  <label>
                    <input type="checkbox" name="people[]" value={person.id} disabled={person.isNamed || !mayAsk} />
                    <bdi>{person.name}</bdi> <span className="quiet">{t(`words.functions.${person.function}`)}</span>{' '}
                    {person.isNamed ? <span className="tag">{t('control.else.named')}</span> : null}
                  </label>
                </li>
              ))}
            </ul>
            {more > 0 ? <p className="hint">{t('control.else.more', { count: more })}</p> : null}
            <p className="hint">{mayAsk ? t('control.else.hint') : t('control.else.not-open')}</p>
            {mayAsk ? (
              <button type="submit" name="intent" value="ask-also">
                {t('control.else.submit')}
              </button>
            ) : null}
          </Form>
        ) : null}
        <p className="actions">
          <Link to={paths.newParticipant}>{t('control.else.add-person')}</Link>
          <Link to={paths.relationship(relationshipId)}>{t('control.else.relationship')}</Link>
        </p>
      </section>
    </main>
  )
}
