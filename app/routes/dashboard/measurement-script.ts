import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { FORMATS } from '#app/exports/formats/formats'
import { relationsScript } from '#app/exports/relations-script'
import { notFound } from '#app/http/guards.server'
import { openMeasurement, readRelations } from '#app/http/open-measurement.server'

/** A script in R that computes the relations on the screen again from `relations.csv`. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openMeasurement(request, params.studyId)
  const { choice } = opened
  const relations = await readRelations(opened)
  if (!choice || !relations) throw notFound()
  return new Response(relationsScript({ ...relations, wave: choice.wave.number, view: choice.view }), {
    headers: fileHeaders(`measurement.${FORMATS.r.ending}`, FORMATS.r.mediaType),
  })
}
