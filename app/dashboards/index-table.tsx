import type { ReactNode } from 'react'
import { useTranslation } from '#app/i18n/use-translation'
import { isDifference } from '#app/trust/indices'
import { TableFrame } from '#app/ui/table-frame'
import type { CellView } from './cell-view'
import { Value } from './value'

interface IndexTableProps {
  title: string
  /** of the columns before the indices */
  heads: string[]
  indices: readonly string[]
  rows: { key: string; name: ReactNode; more?: ReactNode[]; values: Record<string, CellView> }[]
  /** class of a cell, where its value colours it */
  toneOf?: (index: string, view: CellView) => string
  /** rows below the values */
  foot?: ReactNode
}

/** A column for each index; a row for whoever says something of it. */
export function IndexTable({ title, heads, indices, rows, toneOf = () => '', foot }: IndexTableProps) {
  const { t } = useTranslation()
  return (
    <TableFrame label={title}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {indices.map((index) => (
              <th key={index} scope="col" className="number">
                {t(`results.index.${index}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, more = [], values }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {more.map((cell, place) => (
                <td key={heads[place + 1]}>{cell}</td>
              ))}
              {indices.map((index) => {
                const view = values[index] ?? { status: 'withheld' as const }
                return (
                  <td key={index} className={`number ${toneOf(index, view)}`.trim()}>
                    <Value view={view} isDifference={isDifference(index)} isFull />
                  </td>
                )
              })}
            </tr>
          ))}
          {foot}
        </tbody>
      </table>
    </TableFrame>
  )
}
