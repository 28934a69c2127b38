import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openSignals } from '#app/http/open-signals.server'
import { readSignalFilter, readSignals } from '#app/signals/signals.server'

const COLUMNS = [
  ...[
    'signal',
    'severity',
    'relationship',
    'buyer',
    'supplier',
    'study',
    'side',
    'cause',
    'since',
    'raised',
    'cleared',
  ],
  ...['cleared_because', 'owner_side', 'seen'],
]

/** The signals that the page shows, all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within } = await openSignals(request)
  return csvResponse(
    'signals.csv',
    COLUMNS,
    rowsOf(readSignals(prisma, { workspaceId, within }, readSignalFilter(request.url))),
  )
}

async function* rowsOf(signals: ReturnType<typeof readSignals>) {
  for await (const one of signals)
    yield {
      ...{ signal: one.kind, severity: one.severity, relationship: one.code, buyer: one.buyerName },
      ...{ supplier: one.supplierName, study: one.studyName, side: one.side, cause: one.word },
      ...{
        since: one.sinceAt.toISOString(),
        raised: one.raisedAt.toISOString(),
        cleared: one.clearedAt?.toISOString(),
      },
      ...{ cleared_because: one.clearedWord, owner_side: one.ownerSide, seen: JSON.stringify(one.lines) },
    }
}
