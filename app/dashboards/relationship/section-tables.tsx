import { Value } from '#app/dashboards/value'
import { useTranslation } from '#app/i18n/use-translation'
import { isDifference } from '#app/trust/indices'
import { TableFrame } from '#app/ui/table-frame'
import type { Section } from './sections'

/** What each side says of the other, subject by subject, beside each other. */
export function SectionTables({ sections }: { sections: Section[] }) {
  const { t } = useTranslation()
  return (
    <>
      {sections.map(({ name, rows }) => {
        const hasGap = rows.some(({ gap }) => gap !== null)
        return (
          <section key={name} id={`section-${name}`}>
            <h2>{t(`results.section.${name}.title`)}</h2>
            <p className="hint">{t(`results.section.${name}.help`)}</p>
            <TableFrame label={t(`results.section.${name}.title`)}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('results.index-head')}</th>
                    <th scope="col" className="number">
                      {t('results.view-of.buyer')}
                    </th>
                    <th scope="col" className="number">
                      {t('results.view-of.supplier')}
                    </th>
                    {hasGap ? (
                      <th scope="col" className="number">
                        {t('results.column.gap')}
                      </th>
                    ) : null}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ index, buyer, supplier, gap }) => (
                    <tr key={index}>
                      <th scope="row">{t(`results.index.${index}`)}</th>
                      {[buyer, supplier].map((view, place) => (
                        <td key={place === 0 ? 'buyer' : 'supplier'} className="number">
                          <Value view={view} isDifference={isDifference(index)} isFull />
                        </td>
                      ))}
                      {hasGap ? (
                        <td className="number">{gap ? <Value view={gap} isDifference isFull /> : '–'}</td>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </section>
        )
      })}
    </>
  )
}
