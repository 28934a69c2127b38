import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { chooseWave } from '#app/dashboards/choose-wave'
import { unflaggedRows } from '#app/dashboards/unflagged-rows'
import { UnflaggedTable } from '#app/dashboards/unflagged-table'
import { readUnflagged } from '#app/disclosure/read-unflagged.server'
import { openAnswering, readSigns } from '#app/http/open-answering.server'
import { paths } from '#app/http/paths'
import { ownNameOf } from '#app/i18n/direction'
import { formatNumber } from '#app/i18n/format'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { DEVICE_CLASSES } from '#app/responses/paradata'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'exports.answering.title', data?.study.name)

export async function loader(args: LoaderFunctionArgs) {
  const opened = await openAnswering(args)
  const { prisma, workspaceId, study } = opened
  const answering = await readSigns(opened, requestLanguage(args.request.headers))
  const { id, name, waves } = study
  const compared = chooseWave(waves, args.request.url)
  const pairs = await readUnflagged(prisma, { workspaceId, waves: compared ? [compared] : [] })
  return {
    ...answering,
    study: { id, name, published: waves.map(({ number }) => number) },
    compared: compared?.number,
    unflagged: unflaggedRows(pairs),
  }
}

/** Counts of signs of careless answering: something to look at, never a reason to drop anybody by itself. */
export default function AnsweringPage() {
  const { t, i18n } = useTranslation()
  const { study, waves, pages, languages, compared, unflagged } = useLoaderData<typeof loader>()
  const show = (value: number) => formatNumber(i18n.language, value, Number.isInteger(value) ? 0 : 1)
  const named = (id: string, of: Row['of']): Row => ({
    id,
    name: t(`exports.answering.row.${id}.name`),
    text: t(`exports.answering.row.${id}.text`),
    of,
  })
  const rows: Row[] = [
    named('minutes', ({ medianSeconds }) => medianSeconds && Math.round(medianSeconds / 6) / 10),
    ...pages.map(({ id, title }) => ({
      id: `page-${id}`,
      name: t('exports.answering.page', { title }),
      text: t('exports.answering.page-text'),
      of: ({ pageSeconds }: Counts) => pageSeconds[id],
    })),
    named('returned', ({ returned }) => returned),
    ...DEVICE_CLASSES.map((device) => ({
      id: device,
      name: t(`exports.answering.device.${device}`),
      text: t('exports.answering.device-text'),
      of: ({ devices }: Counts) => devices[device],
    })),
    ...languages.map((language) => ({
      id: `language-${language}`,
      name: ownNameOf(language),
      text: t('exports.answering.language-text'),
      of: ({ languages: own }: Counts) => own[language],
    })),
    ...QUALITY_FLAGS.map((flag) => named(flag, ({ flags }) => flags[flag])),
  ]
  const cell = ({ state, responses, counts }: (typeof waves)[number], of: Row['of']) => {
    if (responses === undefined) return t('exports.answering.withheld')
    if (!counts) return t(state === 'published' ? 'exports.answering.withheld' : 'exports.answering.open')
    const value = of(counts)
    return value === undefined ? '–' : show(value)
  }
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.home}>
          <bdi>{study.name}</bdi>
        </Link>
      </p>
      <h1>{t('exports.answering.title')}</h1>
      <p>{t('exports.answering.text')}</p>
      {waves.length === 0 ? (
        <p className="empty">{t('exports.answering.empty')}</p>
      ) : (
        <>
          <TableFrame label={t('exports.answering.title')}>
            <table>
              <thead>
                <tr>
                  <td />
                  {waves.map(({ number, isTrial }) => (
                    <th key={number} scope="col" className="number">
                      {isTrial ? t('studies.trial.running') : t('exports.answering.wave', { number })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <tr>
                  <RowHead
                    name={t('exports.answering.row.responses.name')}
                    text={t('exports.answering.row.responses.text')}
                  />
                  {waves.map(({ number, responses }) => (
                    <td key={number} className="number">
                      {responses === undefined ? t('exports.answering.withheld') : show(responses)}
                    </td>
                  ))}
                </tr>
                {rows.map(({ id, name, text, of }) => (
                  <tr key={id}>
                    <RowHead name={name} text={text} />
                    {waves.map((wave) => (
                      <td key={wave.number} className="number">
                        {cell(wave, of)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          <p>
            <a href={paths.answeringCsv(study.id)} download>
              {t('words.download-csv')}
            </a>
          </p>
          <section>
            <h2>{t('exports.unflagged.title')}</h2>
            <p>{t('exports.unflagged.text')}</p>
            {compared === undefined ? (
              <p className="empty">{t('exports.unflagged.unpublished')}</p>
            ) : (
              <>
                <Form method="get" className="actions" preventScrollReset>
                  <Field id="wave" label={t('exports.unflagged.wave')}>
                    {(describe) => (
                      <select {...describe} key={compared} name="wave" defaultValue={compared}>
                        {study.published.map((number) => (
                          <option key={number} value={number}>
                            {t('exports.answering.wave', { number })}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                  <button type="submit">{t('signals.show')}</button>
                </Form>
                <UnflaggedTable rows={unflagged} />
                <p>
                  <a href={paths.unflaggedCsv(study.id)} download>
                    {t('words.download-csv')}
                  </a>
                </p>
              </>
            )}
          </section>
        </>
      )}
    </main>
  )
}

type Counts = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['waves'][number]['counts']>

interface Row {
  id: string
  name: string
  text: string
  /** undefined where nothing is known */
  of: (counts: Counts) => number | undefined
}

function RowHead({ name, text }: { name: string; text: string }) {
  return (
    <th scope="row">
      <bdi>{name}</bdi>
      <br />
      <span className="hint">{text}</span>
    </th>
  )
}
