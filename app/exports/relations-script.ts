import { type EstimatedRelations, relationEstimates } from './relation-estimates'

interface RelationsToReproduce extends EstimatedRelations {
  wave: number
  view: string
}

/**
 * A script in plain R that reads `relations.csv`, computes the relations of the measurement page again, and prints each
 * value beside the published one. Only what was published is compared; what is not defined has no line.
 */
export function relationsScript({ wave, view, ...relations }: RelationsToReproduce): string {
  const published = relationEstimates(relations).flatMap(({ name, estimate, ...more }) =>
    [
      [name, estimate] as const,
      ...Object.entries(more).map(([part, value]) => [`${name}.${part}`, value] as const),
    ].filter(([, value]) => value !== undefined),
  )
  const lines = published.map(([name, value]) => `  "${name}" = ${value}`)
  return [
    `# Thiqa, relations between constructs: wave ${wave}, view: ${view}.`,
    '# Put relations.csv of the same wave and view beside this file, then: Rscript measurement.R [relations.csv]',
    '',
    `published <- c(${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`})`,
    RELATIONS_R,
    SCRIPT,
  ].join('\n')
}

/**
 * `relations_of(data, published)` in plain R: the relations between the columns of `data`, one row per relationship, by the
 * names of `relationEstimates`; those whose names begin as some of the published do.
 */
export const RELATIONS_R = `
relations_of <- function(data, published) {
  computed <- c()
  add <- function(name, value) computed[name] <<- value
  has <- function(prefix) any(startsWith(as.character(names(published)), prefix))
  complete <- function(names) data[complete.cases(data[names]), ]

  # a number over n points, with its standard error on df degrees of freedom
  estimate <- function(name, value, se, df, n) {
    add(name, value)
    add(paste0(name, ".n"), n)
    add(paste0(name, ".se"), se)
    add(paste0(name, ".p"), 2 * pt(-abs(value / se), df))
    add(paste0(name, ".low"), value - qt(0.975, df) * se)
    add(paste0(name, ".high"), value + qt(0.975, df) * se)
  }

  # a weighted sum of coefficients
  combine <- function(name, model, weights) {
    se <- sqrt(drop(t(weights) %*% vcov(model) %*% weights))
    estimate(name, sum(weights * coef(model)), se, df.residual(model), nobs(model))
  }

  explain <- function(name, model) {
    add(name, summary(model)$r.squared)
    add(paste0(name, ".n"), nobs(model))
  }

  correlate <- function(name, a, b) {
    test <- cor.test(a, b)
    add(name, test$estimate[[1]])
    add(paste0(name, ".n"), length(a))
    add(paste0(name, ".p"), test$p.value)
    if (!is.null(test$conf.int)) {
      add(paste0(name, ".low"), test$conf.int[1])
      add(paste0(name, ".high"), test$conf.int[2])
    }
  }

  # 1. Transactional time on trust, and its mean in the quarters of the relationships by trust
  if (has("time.")) {
    d <- complete(c("trust", "unproductive"))
    m <- lm(unproductive ~ trust, d)
    combine("time.intercept", m, c(1, 0))
    combine("time.slope", m, c(0, 1))
    explain("time.r_squared", m)
    correlate("time.r", d$trust, d$unproductive)
    cuts <- quantile(d$trust, 0:4 / 4)
    for (i in 1:4) {
      y <- d$unproductive[(d$trust > cuts[i] | i == 1) & d$trust <= cuts[i + 1]]
      estimate(paste0("time.quarter_", i), mean(y), sd(y) / sqrt(length(y)), length(y) - 1, length(y))
    }
  }

  # 2. Continuity on trust, uncertainty and their product, both centred
  if (has("uncertainty.")) {
    d <- complete(c("trust", "uncertainty", "continuity"))
    x <- d$trust - mean(d$trust)
    z <- d$uncertainty - mean(d$uncertainty)
    m <- lm(d$continuity ~ x * z)
    for (i in 1:4) combine(paste0("uncertainty.", c("intercept", "trust", "uncertainty", "interaction")[i]), m, as.numeric(1:4 == i))
    explain("uncertainty.r_squared", m)
    for (i in 1:3) {
      at <- c(-1, 0, 1)[i] * sd(z)
      name <- paste0("uncertainty.at_", c("low", "mean", "high")[i])
      combine(paste0(name, ".slope"), m, c(0, 1, 0, at))
      ends <- predict(m, data.frame(x = range(x), z = at), interval = "confidence")
      for (j in 1:2) {
        place <- paste0(name, c(".lowest_trust", ".highest_trust")[j])
        add(place, ends[j, "fit"])
        add(paste0(place, ".n"), nobs(m))
        add(paste0(place, ".low"), ends[j, "lwr"])
        add(paste0(place, ".high"), ends[j, "upr"])
      }
    }
  }

  # 3. Continuity on reliance on the contract and on sharing of resources
  if (has("resources.")) {
    d <- complete(c("contract_reliance", "resource_sharing", "continuity"))
    correlate("resources.r_between", d$contract_reliance, d$resource_sharing)
    correlate("resources.r_contract", d$contract_reliance, d$continuity)
    correlate("resources.r_resources", d$resource_sharing, d$continuity)
    if (has("resources.contract")) {
      m <- lm(continuity ~ contract_reliance + resource_sharing, d)
      for (i in 1:3) combine(paste0("resources.", c("intercept", "contract", "resources")[i]), m, as.numeric(1:3 == i))
      combine("resources.difference", m, c(0, -1, 1))
      explain("resources.r_squared", m)
    }
  }
  computed
}
`

const SCRIPT = `
file <- commandArgs(trailingOnly = TRUE)[1]
if (is.na(file)) file <- "relations.csv"
data <- read.csv(file, fileEncoding = "UTF-8-BOM", na.strings = "")
computed <- relations_of(data, published)

if (length(published) == 0) {
  cat("Nothing was published to be compared: too few relationships have the values that are needed.\\n")
} else {
  cat(sprintf("%-44s %24s %24s %12s\\n", "value", "R", "published", "difference"))
  for (name in names(published)) {
    r <- unname(computed[name])
    cat(sprintf("%-44s %24.15g %24.15g %12.2g\\n", name, r, published[[name]], r - published[[name]]))
  }
}
`
