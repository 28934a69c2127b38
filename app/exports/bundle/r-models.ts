import type { ScaleDefinition } from '#app/trust/measured-scales'

/** A scale as one wave asked it. */
export type AskedScale = ScaleDefinition & { wave: number }

/**
 * A script that reads the answers and fits one factor to each scale of three items and more with lavaan, in the newest
 * wave that asked it: reversed items recoded, incomplete responses left out, as the published coefficients are.
 */
export function modelsScript(scales: readonly AskedScale[]): string {
  const newest = new Map<string, AskedScale>()
  for (const scale of scales) if (scale.items.length >= 3) newest.set(`${scale.construct} ${scale.side}`, scale)
  const entries = [...newest.values()].map(({ construct, side, wave, minimum, maximum, items }) => {
    const reversed = items.filter(({ isReversed }) => isReversed).map(({ id }) => `"${id}"`)
    return `  list(construct = "${construct}", side = "${side}", wave = ${wave}, sum = ${minimum + maximum}, minimum = ${minimum},
       items = c(${items.map(({ id }) => `"${id}"`).join(', ')}), reversed = c(${reversed.join(', ')}),
       model = "${construct} =~ ${items.map(({ id }) => id).join(' + ')}")`
  })
  return `# One factor for each scale, by maximum likelihood, with the R package lavaan.
# Run it beside the folder data: Rscript models.R
file_of_script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- if (length(file_of_script) > 0) dirname(file_of_script) else "."
answers <- read.csv(file.path(here, "data", "responses-wide.csv"), na.strings = "", encoding = "UTF-8")
names(answers)[1] <- "study"

scales <- list(
${entries.join(',\n')}
)

rows_of <- function(scale) {
  points <- answers[answers$wave == scale$wave & answers$side %in% scale$side, scale$items]
  points[!is.na(points) & points < scale$minimum] <- NA
  for (item in scale$reversed) points[[item]] <- scale$sum - points[[item]]
  points[complete.cases(points), ]
}

if (requireNamespace("lavaan", quietly = TRUE)) {
  for (scale in scales) {
    cat("\\n==", scale$construct, "asked of the", scale$side, "in wave", scale$wave, "\\n")
    fit <- try(lavaan::cfa(scale$model, data = rows_of(scale), std.lv = TRUE), silent = TRUE)
    if (inherits(fit, "try-error")) cat("cannot be fitted:", conditionMessage(attr(fit, "condition")), "\\n")
    else lavaan::summary(fit, fit.measures = TRUE, standardized = TRUE)
  }
} else cat("The R package lavaan is not installed here.\\n")
`
}
