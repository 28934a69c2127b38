import type { z } from 'zod'
import type { ExportView } from '#app/exports/requests/export-requests.server'
import { paths } from '#app/http/paths'
import type { exportSchema } from './schemas'

/** A file that was asked for, as programs read it. */
export function exportAnswer(view: ExportView, publicUrl: string): z.input<typeof exportSchema> {
  const { id, studyId, file, purpose, language, formats, state, rowsWritten, rowsTotal, bytes, sha256 } = view
  return {
    ...{ id, study_id: studyId, file, purpose, language, formats, state },
    ...{ rows_written: rowsWritten, rows_total: rowsTotal, bytes, sha256 },
    created_at: view.createdAt.toISOString(),
    ready_at: view.readyAt?.toISOString() ?? null,
    expires_at: view.expiresAt?.toISOString() ?? null,
    links: {
      self: `${publicUrl}${paths.apiExport(id)}`,
      file: state === 'ready' ? `${publicUrl}${paths.apiExportFile(id)}` : null,
    },
  }
}
