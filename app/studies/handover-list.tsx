import { Form } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { Handover } from './handovers.server'

/** What respondents proposed about who is asked; empty where nothing waits. */
export function HandoverList({ handovers }: { handovers: readonly Handover[] }) {
  const { t } = useTranslation()
  if (handovers.length === 0) return null
  return (
    <section>
      <h2>{t('studies.handovers.title')}</h2>
      <p>{t('studies.handovers.text')}</p>
      <TableFrame label={t('studies.handovers.title')}>
        <table>
          <thead>
            <tr>
              {(['person', 'relationship', 'colleague', 'decision'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`studies.handovers.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {handovers.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <bdi>{one.personName}</bdi>
                </th>
                <td>
                  <bdi>{one.relationshipCode}</bdi> – <bdi>{one.partnerName}</bdi>
                </td>
                <td>
                  {one.colleagueEmail ? (
                    <>
                      <bdi>{one.colleagueName}</bdi> <bdi className="quiet">{one.colleagueEmail}</bdi>
                    </>
                  ) : (
                    t('studies.handovers.nobody')
                  )}
                </td>
                <td>
                  <Form method="post" className="actions">
                    <input type="hidden" name="id" value={one.id} />
                    <button type="submit" name="intent" value="handover-accept" className="second">
                      {t(one.colleagueEmail ? 'studies.handovers.accept' : 'studies.handovers.stop')}
                    </button>
                    <button type="submit" name="intent" value="handover-leave" className="link">
                      {t('studies.handovers.leave')}
                    </button>
                  </Form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
