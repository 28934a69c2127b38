import { Link } from '@remix-run/react'
import { RELATION_INDICES, type RelationPoint, type Relations } from '#app/disclosure/relation-points'
import { paths } from '#app/http/paths'
import { directionOf } from '#app/i18n/direction'
import { formatDifference, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { Correlation } from '#app/statistics/correlation/pearson'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'
import { FEWEST_POINTS } from '#app/trust/trust-under-uncertainty'
import { FittedLines } from '#app/ui/fitted-lines'
import { TableFrame } from '#app/ui/table-frame'
import { TimeFinding } from './transactional-time-view'
import { Withheld } from './withheld'

interface RelationProps {
  relations: Relations
}

/** Transactional time on trust. */
export function TimeRelation({ relations, studyId }: RelationProps & { studyId: string }) {
  const { t, i18n } = useTranslation()
  const { time, points, notAsked } = relations
  return (
    <section className="card">
      <h3>{t('measurement.relations.time')}</h3>
      <NotAsked of={['trust', 'unproductive']} notAsked={notAsked} />
      <TimeFinding comparison={time} />
      {time.line ? (
        <FittedLines
          description={t('results.scatter-description', { n: time.n })}
          points={placesOf(points, 'trust', 'unproductive')}
          lines={[
            {
              ...{ label: t('results.line-and-interval'), stroke: 'solid' },
              points: time.band.map(({ x, fit, mean }) => ({ x, fit, ...mean })),
            },
          ]}
          xTitle={t('results.trust-axis')}
          yTitle={t('measurement.relations.y-axis', { name: t('results.time-axis') })}
          direction={directionOf(i18n.language)}
        />
      ) : null}
      <p>
        <Link to={paths.transactionalTime(studyId)}>{t('results.transactional-time')}</Link>
      </p>
    </section>
  )
}

/** The wish to continue on trust, where the environment is calm and where it is uncertain. */
export function UncertaintyRelation({ relations }: RelationProps) {
  const { t, i18n } = useTranslation()
  const { uncertainty: model, points, notAsked } = relations
  const number = (value: number) => formatNumber(i18n.language, value)
  return (
    <section className="card">
      <h3>{t('measurement.relations.uncertainty')}</h3>
      <NotAsked of={['trust', 'uncertainty', 'continuity']} notAsked={notAsked} />
      {model.ok ? (
        <>
          <p>
            <strong>
              {t(
                !model.isCredible
                  ? 'measurement.relations.interaction.unclear'
                  : model.terms.interaction.estimate > 0
                    ? 'measurement.relations.interaction.stronger'
                    : 'measurement.relations.interaction.weaker',
              )}
            </strong>{' '}
            {t('measurement.relations.no-cause', { n: model.n })}
          </p>
          <FittedLines
            description={t('measurement.relations.slopes-picture', { n: model.n })}
            points={placesOf(points, 'trust', 'continuity')}
            lines={model.slopes.map(({ at, uncertainty, line }) => ({
              label: t(`measurement.relations.at.${AT_NAMES[at]}`, { value: number(uncertainty) }),
              stroke: STROKES[at],
              points: line.map(({ trust, ...place }) => ({ x: trust, ...place })),
            }))}
            xTitle={t('results.trust-axis')}
            yTitle={t('measurement.relations.y-axis', { name: t('results.index.continuity') })}
            direction={directionOf(i18n.language)}
          />
          <TermTable
            caption={t('measurement.relations.slopes')}
            terms={model.slopes.map(({ at, uncertainty, slope }) => ({
              name: t(`measurement.relations.at.${AT_NAMES[at]}`, { value: number(uncertainty) }),
              ...slope,
            }))}
          />
          <PredictionTable slopes={model.slopes} />
          <TermTable
            caption={t('measurement.relations.model', { r: shareExplained(i18n.language, model.rSquared) })}
            terms={(['trust', 'uncertainty', 'interaction'] as const).map((name) => ({
              name: t(`measurement.relations.term.${name}`),
              ...model.terms[name],
            }))}
          />
        </>
      ) : (
        <TooFew reason={model.reason} n={model.n} />
      )}
    </section>
  )
}

const AT_NAMES = { [-1]: 'low', 0: 'middle', 1: 'high' } as const
const STROKES = { [-1]: 'dotted', 0: 'solid', 1: 'dashed' } as const

function PredictionTable({ slopes }: { slopes: Extract<Relations['uncertainty'], { ok: true }>['slopes'] }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatNumber(i18n.language, value)
  const ends = slopes[0]?.line ?? []
  return (
    <TableFrame label={t('measurement.relations.predictions')}>
      <table className="explained">
        <caption>{t('measurement.relations.predictions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.index.uncertainty')}</th>
            {ends.map(({ trust }) => (
              <th key={trust} scope="col" className="number">
                {t('measurement.relations.at-trust', { trust: number(trust) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slopes.map(({ at, uncertainty, line }) => (
            <tr key={at}>
              <th scope="row">{t(`measurement.relations.at.${AT_NAMES[at]}`, { value: number(uncertainty) })}</th>
              {line.map(({ trust, fit, low, high }) => (
                <td key={trust} className="number">
                  {number(fit)}
                  <br />
                  <span className="quiet">{t('results.interval', { low: number(low), high: number(high) })}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** Reliance on the contract against sharing of resources, and which of both goes with the wish to continue. */
export function ResourcesRelation({ relations }: RelationProps) {
  const { t, i18n } = useTranslation()
  const { resources: model, notAsked } = relations
  return (
    <section className="card">
      <h3>{t('measurement.relations.resources')}</h3>
      <NotAsked of={['contract_reliance', 'resource_sharing', 'continuity']} notAsked={notAsked} />
      {model.ok ? (
        <>
          <p>
            <strong>
              {t(
                model.difference.low > 0
                  ? 'measurement.relations.difference.resources'
                  : model.difference.high < 0
                    ? 'measurement.relations.difference.contract'
                    : 'measurement.relations.difference.unclear',
              )}
            </strong>{' '}
            {t('measurement.relations.no-cause', { n: model.n })}
          </p>
          <TermTable
            caption={t('measurement.relations.model', { r: shareExplained(i18n.language, model.rSquared) })}
            terms={[
              { name: t('results.index.contract_reliance'), ...model.terms.contract },
              { name: t('results.index.resource_sharing'), ...model.terms.resources },
              { name: t('measurement.relations.term.difference'), ...model.difference },
            ]}
          />
        </>
      ) : (
        <TooFew reason={model.reason} n={model.n} />
      )}
      {model.correlations ? <CorrelationTable correlations={model.correlations} /> : null}
    </section>
  )
}

/** Undefined where continuity is the same everywhere: there is nothing to explain. */
function shareExplained(language: string, rSquared: number | undefined): string {
  return rSquared === undefined ? '–' : formatNumber(language, rSquared, 2)
}

function CorrelationTable({ correlations }: { correlations: NonNullable<Relations['resources']['correlations']> }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatDifference(i18n.language, value, 2)
  return (
    <TableFrame label={t('measurement.relations.correlations')}>
      <table className="explained">
        <caption>{t('measurement.relations.correlations')}</caption>
        <tbody>
          {Object.entries<Correlation | undefined>({ ...correlations }).map(([pair, value]) => (
            <tr key={pair}>
              <th scope="row">{t(`measurement.relations.pair.${pair}`)}</th>
              <td className="number">
                {value ? number(value.r) : t('measurement.undefined.no-variance')}
                {value?.low !== undefined && value.high !== undefined ? (
                  <>
                    <br />
                    <span className="quiet">
                      {t('results.interval', { low: number(value.low), high: number(value.high) })}
                    </span>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function TermTable({ caption, terms }: { caption: string; terms: (RegressionTerm & { name: string })[] }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatDifference(i18n.language, value, 3)
  return (
    <TableFrame label={caption}>
      <table className="explained">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {t('measurement.relations.slope-head')}
            </th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ name, estimate, low, high }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">
                {number(estimate)}
                <br />
                <span className="quiet">{t('results.interval', { low: number(low), high: number(high) })}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** The points behind the pictures, one relationship in a row. */
export function RelationPoints({ relations: { points, notAsked } }: RelationProps) {
  const { t, i18n } = useTranslation()
  const asked = RELATION_INDICES.filter((index) => !notAsked.includes(index))
  return (
    <details>
      <summary>{t('measurement.relations.points')}</summary>
      <TableFrame label={t('measurement.relations.points')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('results.point.relationships')}</th>
              {asked.map((index) => (
                <th key={index} scope="col" className="number">
                  {t(`results.index.${index}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ relationship, values }) => (
              <tr key={relationship}>
                <th scope="row">
                  <bdi>{relationship}</bdi>
                </th>
                {asked.map((index) => {
                  const value = values[index]
                  return (
                    <td key={index} className="number">
                      {value === null ? <Withheld /> : formatNumber(i18n.language, value, 1)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  )
}

type RelationIndex = (typeof RELATION_INDICES)[number]

function placesOf(points: readonly RelationPoint[], x: RelationIndex, y: RelationIndex) {
  return points.flatMap(({ values }) => {
    const place = { x: values[x], y: values[y] }
    return place.x === null || place.y === null ? [] : [{ x: place.x, y: place.y }]
  })
}

function NotAsked({ of, notAsked }: { of: RelationIndex[]; notAsked: readonly RelationIndex[] }) {
  const { t, i18n } = useTranslation()
  const names = of.filter((index) => notAsked.includes(index)).map((index) => t(`results.index.${index}`))
  if (names.length === 0) return null
  return (
    <p>
      {t('measurement.relations.not-asked', {
        names: new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names),
      })}
    </p>
  )
}

function TooFew({ reason, n }: { reason: 'few' | 'collinear'; n: number }) {
  const { t } = useTranslation()
  return <p>{t(`measurement.relations.none.${reason}`, { n, least: FEWEST_POINTS })}</p>
}
