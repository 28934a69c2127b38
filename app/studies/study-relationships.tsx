import { Form, Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { StudyDetails, StudyRelationshipRow } from './find-study.server'

interface StudyRelationshipsProps {
  study: StudyDetails
  /** relationships of the workspace that the study does not ask about: how many, and the first of them */
  outside: { count: number; first: { id: string; code: string; buyerName: string; supplierName: string }[] }
}

export function StudyRelationships({ study, outside }: StudyRelationshipsProps) {
  const { t } = useTranslation()
  const needsOptIn = study.audience === 'shared'
  const lacksOptIn = needsOptIn && study.relationships.some((one) => !one.buyerOptInBy || !one.supplierOptInBy)
  return (
    <section aria-labelledby="relationships">
      <h2 id="relationships">{t('studies.relationships', { count: study.relationships.length })}</h2>
      {needsOptIn ? <p>{t('studies.opt-in.text')}</p> : null}
      <AddRelationships outside={outside} />
      {lacksOptIn ? (
        <details>
          <summary>{t('studies.opt-in.all')}</summary>
          <Form method="post">
            <div className="field">
              <label htmlFor="agreedBy">{t('studies.opt-in.agreed-by-all')}</label>
              <input id="agreedBy" name="agreedBy" maxLength={120} required />
            </div>
            <button type="submit" name="intent" value="opt-in-all">
              {t('studies.opt-in.submit-all')}
            </button>
          </Form>
        </details>
      ) : null}
      {study.relationships.length === 0 ? (
        <p className="empty">
          {t('studies.relationships-empty')} <Link to={paths.relationships}>{t('words.relationships')}</Link>
        </p>
      ) : (
        <TableFrame label={t('words.relationships')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('studies.code')}</th>
                <th scope="col">{t('words.buyer')}</th>
                <th scope="col">{t('words.supplier')}</th>
                <th scope="col">{t('studies.informants')}</th>
                {needsOptIn ? <th scope="col">{t('studies.opt-in.title')}</th> : null}
                <th scope="col">
                  <span className="visually-hidden">{t('words.edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {study.relationships.map((row) => (
                <tr key={row.relationshipId}>
                  <th scope="row">
                    <Link to={paths.relationship(row.relationshipId)}>
                      <bdi>{row.code}</bdi>
                    </Link>
                  </th>
                  <td>
                    <bdi>{row.buyerName}</bdi>
                  </td>
                  <td>
                    <bdi>{row.supplierName}</bdi>
                  </td>
                  <td>
                    {t('studies.informants-of', { buyer: row.buyerInformants, supplier: row.supplierInformants })}
                  </td>
                  {needsOptIn ? (
                    <td>
                      <OptIn row={row} side="buyer" agreedBy={row.buyerOptInBy} />
                      <OptIn row={row} side="supplier" agreedBy={row.supplierOptInBy} />
                    </td>
                  ) : null}
                  <td>
                    <Form method="post">
                      <input type="hidden" name="relationshipId" value={row.relationshipId} />
                      <button
                        type="submit"
                        name="intent"
                        value="remove"
                        className="link"
                        aria-label={t('studies.remove-code', { code: row.code })}
                      >
                        {t('studies.remove')}
                      </button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  )
}

function AddRelationships({ outside }: Pick<StudyRelationshipsProps, 'outside'>) {
  const { t } = useTranslation()
  if (outside.count === 0) return null
  return (
    <div className="actions">
      <Form method="post">
        <button type="submit" name="intent" value="add-all" className="second">
          {t('studies.add-all', { count: outside.count })}
        </button>
      </Form>
      <Form method="post" className="actions">
        <label htmlFor="relationshipId" className="visually-hidden">
          {t('studies.add-one')}
        </label>
        <select id="relationshipId" name="relationshipId">
          {outside.first.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.code}: ${one.buyerName} – ${one.supplierName}`}
            </option>
          ))}
        </select>
        <button type="submit" name="intent" value="add" className="second">
          {t('words.add')}
        </button>
      </Form>
    </div>
  )
}

interface OptInProps {
  row: StudyRelationshipRow
  side: 'buyer' | 'supplier'
  agreedBy: string | null
}

function OptIn({ row, side, agreedBy }: OptInProps) {
  const { t } = useTranslation()
  const id = `${side}-${row.relationshipId}`
  return (
    <Form method="post">
      <input type="hidden" name="relationshipId" value={row.relationshipId} />
      <input type="hidden" name="side" value={side} />
      {agreedBy ? (
        <>
          <span className="tag good">{t(`words.${side}`)}</span> <bdi>{agreedBy}</bdi>{' '}
          <button type="submit" name="intent" value="opt-out" className="link">
            {t('studies.opt-in.take-back')}
          </button>
        </>
      ) : (
        <details>
          <summary>
            <span className="tag warn">{t(`words.${side}`)}</span> {t('studies.opt-in.missing')}
          </summary>
          <label htmlFor={id}>{t('studies.opt-in.agreed-by')}</label>
          <input id={id} name="agreedBy" maxLength={120} required />
          <button type="submit" name="intent" value="opt-in" className="second">
            {t('studies.opt-in.submit')}
          </button>
        </details>
      )}
    </Form>
  )
}
