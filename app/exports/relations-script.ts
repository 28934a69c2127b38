import type { Correlation } from '#app/statistics/correlation/pearson'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'
import type { ContractOrResources } from '#app/trust/contract-or-resources'
import type { TransactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import type { TrustUnderUncertainty } from '#app/trust/trust-under-uncertainty'

interface RelationsToReproduce {
  wave: number
  view: string
  time: TransactionalTimeComparison
  uncertainty: TrustUnderUncertainty
  resources: ContractOrResources
}

type Values = [name: string, value: number | undefined][]

/**
 * A script in plain R that reads `relations.csv`, computes the relations of the measurement page again, and prints each
 * value beside the published one. Only what was published is compared; what is not defined has no line.
 */
export function relationsScript({ wave, view, time, uncertainty, resources }: RelationsToReproduce): string {
  const published = [...timeValues(time), ...uncertaintyValues(uncertainty), ...resourcesValues(resources)].filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  )
  const lines = published.map(([name, value]) => `  "${name}" = ${value}`)
  return [
    `# Thiqa, relations between constructs: wave ${wave}, view: ${view}.`,
    '# Put relations.csv of the same wave and view beside this file, then: Rscript measurement.R [relations.csv]',
    '',
    `published <- c(${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`})`,
    SCRIPT,
  ].join('\n')
}

function timeValues({ line, n }: TransactionalTimeComparison): Values {
  if (!line) return []
  return [
    ['time.n', n],
    ['time.intercept', line.intercept.estimate],
    ['time.slope', line.slope.estimate],
    ['time.slope.low', line.slope.low],
    ['time.slope.high', line.slope.high],
    ['time.r_squared', line.rSquared],
  ]
}

function uncertaintyValues(model: TrustUnderUncertainty): Values {
  if (!model.ok) return []
  return [
    ['uncertainty.n', model.n],
    ...Object.entries(model.terms).flatMap(([name, term]) => termValues(`uncertainty.${name}`, term)),
    ['uncertainty.r_squared', model.rSquared],
    ...model.slopes.flatMap(({ at, slope, line }): Values => {
      const name = `uncertainty.at_${at === 0 ? 'mean' : at < 0 ? 'low' : 'high'}`
      return [
        ...termValues(`${name}.slope`, slope),
        ...line.flatMap(({ fit, low, high }, end): Values => {
          const place = `${name}.${end === 0 ? 'lowest_trust' : 'highest_trust'}`
          return [
            [`${place}.fit`, fit],
            [`${place}.low`, low],
            [`${place}.high`, high],
          ]
        }),
      ]
    }),
  ]
}

function resourcesValues(model: ContractOrResources): Values {
  const correlations = Object.entries(model.correlations ?? {}).flatMap(([name, value]) =>
    correlationValues(`resources.r_${name}`, value),
  )
  if (!model.ok) return correlations
  return [
    ['resources.n', model.n],
    ...correlations,
    ...Object.entries(model.terms).flatMap(([name, term]) => termValues(`resources.${name}`, term)),
    ...termValues('resources.difference', model.difference),
    ['resources.r_squared', model.rSquared],
  ]
}

function termValues(name: string, { estimate, se, p, low, high }: RegressionTerm): Values {
  return [
    [name, estimate],
    [`${name}.se`, se],
    [`${name}.p`, p],
    [`${name}.low`, low],
    [`${name}.high`, high],
  ]
}

function correlationValues(name: string, correlation: Correlation | undefined): Values {
  return [
    [name, correlation?.r],
    [`${name}.low`, correlation?.low],
    [`${name}.high`, correlation?.high],
  ]
}

const SCRIPT = `
file <- commandArgs(trailingOnly = TRUE)[1]
if (is.na(file)) file <- "relations.csv"
data <- read.csv(file, fileEncoding = "UTF-8-BOM", na.strings = "")
computed <- c()

add <- function(name, value) computed[name] <<- value
has <- function(prefix) any(startsWith(as.character(names(published)), prefix))
complete <- function(names) data[complete.cases(data[names]), ]

# a weighted sum of coefficients with its interval
combine <- function(name, model, weights) {
  estimate <- sum(weights * coef(model))
  se <- sqrt(drop(t(weights) %*% vcov(model) %*% weights))
  df <- df.residual(model)
  add(name, estimate)
  add(paste0(name, ".se"), se)
  add(paste0(name, ".p"), 2 * pt(-abs(estimate / se), df))
  add(paste0(name, ".low"), estimate - qt(0.975, df) * se)
  add(paste0(name, ".high"), estimate + qt(0.975, df) * se)
}

# 1. Transactional time on trust
if (has("time.")) {
  d <- complete(c("trust", "unproductive"))
  m <- lm(unproductive ~ trust, d)
  add("time.n", nrow(d))
  add("time.intercept", coef(m)[[1]])
  add("time.slope", coef(m)[[2]])
  add("time.slope.low", confint(m)[2, 1])
  add("time.slope.high", confint(m)[2, 2])
  add("time.r_squared", summary(m)$r.squared)
}

# 2. Continuity on trust, uncertainty and their product, both centred
if (has("uncertainty.")) {
  d <- complete(c("trust", "uncertainty", "continuity"))
  x <- d$trust - mean(d$trust)
  z <- d$uncertainty - mean(d$uncertainty)
  m <- lm(d$continuity ~ x * z)
  add("uncertainty.n", nrow(d))
  for (i in 1:4) combine(paste0("uncertainty.", c("intercept", "trust", "uncertainty", "interaction")[i]), m, as.numeric(1:4 == i))
  add("uncertainty.r_squared", summary(m)$r.squared)
  for (i in 1:3) {
    at <- c(-1, 0, 1)[i] * sd(z)
    name <- paste0("uncertainty.at_", c("low", "mean", "high")[i])
    combine(paste0(name, ".slope"), m, c(0, 1, 0, at))
    ends <- predict(m, data.frame(x = range(x), z = at), interval = "confidence")
    for (j in 1:2) {
      place <- paste0(name, c(".lowest_trust", ".highest_trust")[j])
      add(paste0(place, ".fit"), ends[j, "fit"])
      add(paste0(place, ".low"), ends[j, "lwr"])
      add(paste0(place, ".high"), ends[j, "upr"])
    }
  }
}

# 3. Continuity on reliance on the contract and on sharing of resources
if (has("resources.")) {
  d <- complete(c("contract_reliance", "resource_sharing", "continuity"))
  correlate <- function(name, a, b) {
    test <- cor.test(a, b)
    add(name, test$estimate[[1]])
    if (!is.null(test$conf.int)) {
      add(paste0(name, ".low"), test$conf.int[1])
      add(paste0(name, ".high"), test$conf.int[2])
    }
  }
  correlate("resources.r_between", d$contract_reliance, d$resource_sharing)
  correlate("resources.r_contract", d$contract_reliance, d$continuity)
  correlate("resources.r_resources", d$resource_sharing, d$continuity)
  if (has("resources.contract")) {
    m <- lm(continuity ~ contract_reliance + resource_sharing, d)
    add("resources.n", nrow(d))
    for (i in 1:3) combine(paste0("resources.", c("intercept", "contract", "resources")[i]), m, as.numeric(1:3 == i))
    combine("resources.difference", m, c(0, -1, 1))
    add("resources.r_squared", summary(m)$r.squared)
  }
}

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
