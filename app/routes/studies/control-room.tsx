import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { openWavePage } from '#app/http/open-wave-page.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatMoment } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { PAGE_SIZE, pageWithin, readListQuery } from '#app/relationships/page-of'
import { findNextReminder } from '#app/studies/control-room/find-wave.server'
import { fewestToldOf } from '#app/studies/control-room/participation'
import { ParticipationOverview } from '#app/studies/control-room/participation-overview'
import { arrangeRows, readTableChoice } from '#app/studies/control-room/participation-rows'
import { ParticipationTable } from '#app/studies/control-room/participation-table'
import { readParticipation } from '#app/studies/control-room/read-participation.server'
import { RemindCard } from '#app/studies/control-room/remind-card'
import { previewReminder, REST_HOURS, remindNow } from '#app/studies/control-room/remind-now.server'
import { WaveHeading } from '#app/studies/control-room/wave-heading'
import { ListSearch } from '#app/ui/list-search'
import { Pager } from '#app/ui/pager'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { study, wave, timeZone, key, parts } = await openWavePage(request, params)
  const { prisma, secret } = parts
  const now = new Date()
  const { total, sides, rows } = await readParticipation(prisma, { ...wave, workspaceId: key.workspaceId })
  const choice = readTableChoice(request.url)
  const arranged = arrangeRows(rows, choice)
  const { page, range } = pageWithin(readListQuery(request.url).page, arranged.length)
  const isOpen = wave.state === 'open' && wave.closesAt > now
  const preview = isOpen ? await previewReminder(prisma, { ...key, secret, now }) : undefined
  const reminded = Number(new URL(request.url).searchParams.get('reminded'))
  return {
    ...{ study, wave, timeZone, now, total, sides, choice, page },
    rows: arranged.slice(range.skip, range.skip + range.take),
    found: arranged.length,
    fewestTold: fewestToldOf(wave),
    preview: preview && { ...preview, isLater: preview.last > now },
    planned: isOpen ? await findNextReminder(prisma, key) : undefined,
    restHours: REST_HOURS,
    reminded: Number.isInteger(reminded) && reminded > 0 ? reminded : undefined,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { key, parts } = await openWavePage(request, params)
  const form = await readForm(request)
  if (form.get('intent') !== 'remind') return data({ error: 'control.error.what' }, { status: 400 })
  const done = await remindNow(parts, { ...key, secret: parts.secret, now: new Date() }, (tx, people) =>
    // how many, and not who: nobody is to see who answered
    recordEvent(tx, parts.actor, {
      action: 'wave-reminded',
      objectKind: 'wave',
      objectId: key.waveId,
      details: { people },
    }),
  )
  if (!done.ok) return data({ error: `control.error.${done.reason}` }, { status: 409 })
  throw redirect(`${paths.controlRoom(key.studyId, key.waveId)}?reminded=${done.people}`)
}

export default function ControlRoomPage() {
  const { t, i18n } = useTranslation()
  const loaded = useLoaderData<typeof loader>()
  const { study, wave, timeZone, choice, rows, found, page, fewestTold, reminded } = loaded
  const error = useActionData<typeof action>()?.error
  const [parameters] = useSearchParams()
  const hasMinimum = wave.audience !== 'pooled'
  const isWithheld = [loaded.sides.buyer, loaded.sides.supplier, ...rows].some(
    ({ people, progress }) => people > 0 && progress === undefined,
  )
  const from = (page - 1) * PAGE_SIZE + 1
  return (
    <main id="main" className="page">
      <div className="page-head">
        <div>
          <WaveHeading study={study} wave={wave} />
        </div>
        <p className="actions">
          <Link to={paths.personalLinks(study.id, wave.id)}>{t('control.links.title')}</Link>
          <Link to={paths.mails}>{t('control.mails.title')}</Link>
        </p>
      </div>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}
        </p>
      ) : null}
      {reminded && !error ? (
        <p className="notice good" role="status">
          {t('control.remind.done', { count: reminded })}
        </p>
      ) : null}
      <p className="hint">
        {t('control.as-of', { date: formatMoment(i18n.language, loaded.now, timeZone) })}{' '}
        {wave.state === 'open'
          ? t('studies.closes-on', { date: formatMoment(i18n.language, wave.closesAt, timeZone) })
          : null}{' '}
        <Link to={paths.controlRoom(study.id, wave.id)}>{t('control.look-again')}</Link>
      </p>
      <ParticipationOverview total={loaded.total} sides={loaded.sides} />
      {loaded.total.waiting > 0 ? (
        <p className="hint">{t('control.waiting', { count: loaded.total.waiting })}</p>
      ) : null}
      <p className="hint">{t('control.unit')}</p>
      <RemindCard preview={loaded.preview} planned={loaded.planned} restHours={loaded.restHours} timeZone={timeZone} />
      <section>
        <div className="page-head">
          <h2>{t('control.table')}</h2>
          <a href={`${paths.controlRoomCsv(study.id, wave.id)}?${parameters}`} download>
            {t('control.csv')}
          </a>
        </div>
        <p className="hint">
          {hasMinimum ? t('control.minimum', { minimum: wave.minimumGroupSize }) : t('control.minimum-pooled')}
        </p>
        {isWithheld ? <p className="hint">{t('control.withheld-why', { count: fewestTold })}</p> : null}
        <ListSearch
          label={t('control.search')}
          button={t('control.find')}
          search={choice.search}
          kept={{ sort: choice.sort, order: choice.isDescending ? 'desc' : 'asc' }}
        />
        {found === 0 ? (
          <p className="empty">{t('control.nothing-found')}</p>
        ) : (
          <>
            <ParticipationTable {...{ studyId: study.id, waveId: wave.id, rows, choice, hasMinimum, parameters }} />
            <Pager
              page={page}
              pageSize={PAGE_SIZE}
              total={found}
              summary={t('control.page', { from, to: Math.min(page * PAGE_SIZE, found), total: found })}
              previous={t('control.previous')}
              next={t('control.next')}
            />
          </>
        )}
      </section>
    </main>
  )
}
