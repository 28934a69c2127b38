/** What the scripts that compute published values again have in common. Plain R 4. */
export const REPRODUCE_R = String.raw`
tolerance <- 1e-9

file_of_script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- if (length(file_of_script) > 0) dirname(file_of_script) else "."
read <- function(path) {
  data <- read.csv(file.path(here, path), na.strings = "", encoding = "UTF-8", check.names = FALSE)
  names(data)[1] <- gsub("[^a-z_]", "", names(data)[1], useBytes = TRUE) # without the mark of byte order
  data
}
answers <- read("data/responses-wide.csv")
indices <- read("data/indices.csv")
participation <- read("published/participation.csv")
reliability <- read("published/reliability.csv")
regression <- read("published/regression.csv")
relations <- read("published/relations.csv")

# What was compared, by kind: how many values, how many of them differ, and by how much at most.
kinds <- character(0); counts <- integer(0); wrong <- integer(0); largest <- numeric(0)
compare <- function(kind, names, computed, published, allowed = tolerance) {
  known <- !is.na(published)
  if (!any(known)) return(invisible())
  distance <- abs(computed[known] - published[known])
  allowed <- rep_len(allowed, length(published))[known]
  bad <- is.na(distance) | distance > allowed
  for (i in which(bad)) {
    cat(sprintf("DIFFERS %s, %s: computed %.15g, published %.15g\n", kind, names[known][i], computed[known][i], published[known][i]))
  }
  at <- match(kind, kinds)
  if (is.na(at)) {
    kinds <<- c(kinds, kind); counts <<- c(counts, 0L); wrong <<- c(wrong, 0L); largest <<- c(largest, 0)
    at <- length(kinds)
  }
  counts[at] <<- counts[at] + sum(known)
  wrong[at] <<- wrong[at] + sum(bad)
  largest[at] <<- max(largest[at], distance[!is.na(distance)])
}

# 1. Indices of relationships -------------------------------------------------------------------------------------------
place <- function(data) paste(data$wave, data$relationship_id)
own <- paste(place(answers), answers$side)
# Where the side of somebody is not told, or answers were deleted since, what was published of them cannot be computed any more.
hidden <- unique(place(answers)[is.na(answers$side)])
# What an answer of each function weighs in a wave: 1 where nothing else is said. Unknown where the function is not told.
weighing <- function(wave) function_weights[[as.character(wave)]]
answer_weights <- rep(1, nrow(answers))
for (wave in unique(answers$wave)) if (length(weighing(wave)) > 0) {
  rows <- answers$wave == wave
  own_weight <- unname(weighing(wave)[as.character(answers[["function"]][rows])])
  answer_weights[rows] <- ifelse(is.na(answers[["function"]][rows]), NA, ifelse(is.na(own_weight), 1, own_weight))
}
hidden <- union(hidden, unique(place(answers)[is.na(answer_weights)]))
found <- table(place(answers))
expected <- tapply(participation$answered, place(participation), sum)
gone <- names(expected)[expected != ifelse(is.na(found[names(expected)]), 0, found[names(expected)])]
left_out <- union(hidden, gone)

published <- indices[indices$status == "released" & indices$measure %in% c("level", "matched") & !(place(indices) %in% left_out), ]
key <- paste(place(published), published$side)

summarize <- function(values, keys, weights = answer_weights) {
  known <- !is.na(values) & !is.na(weights)
  groups <- split(values[known], keys[known])
  by <- split(weights[known], keys[known])
  n <- lengths(groups)
  number <- function(measure) if (length(groups) > 0) mapply(measure, groups, by) else numeric(0)
  mean <- number(function(x, w) weighted.mean(x, w))
  sd <- number(function(x, w) if (length(x) > 1) sqrt(cov.wt(cbind(x), w)$cov[1, 1]) else NA_real_)
  n_effective <- number(function(x, w) sum(w)^2 / sum(w^2))
  se <- sd / sqrt(n_effective)
  half <- suppressWarnings(qt(0.975, n - 1)) * se
  data.frame(n, n_effective, mean, sd, se, ci_low = mean - half, ci_high = mean + half, row.names = names(groups))
}

# Published values of a wave are exact, or rounded to whole points with the number of people as a band.
compare_index <- function(kind, p, m) {
  name <- paste(place(p), p$side, p$index)
  exact <- p$wave %in% exact_waves
  compare(kind, paste(name, "mean"), m$mean, p$mean, ifelse(exact, 0, 0.5) + tolerance)
  compare(kind, paste(name, "sd"), m$sd, p$sd, ifelse(exact, 0, 0.5) + tolerance)
  for (column in c("se", "ci_low", "ci_high", "n_effective")) if (column %in% names(m)) {
    compare(kind, paste(name, column), m[[column]][exact], p[[column]][exact])
  }
  if ("n" %in% names(m)) {
    n_to <- ifelse(is.na(p$n_to), p$n, p$n_to)
    compare(kind, paste(name, "n"), ifelse(m$n >= p$n & m$n <= n_to, p$n, m$n), p$n)
  }
}

sides <- list()
for (i in seq_len(nrow(means))) {
  score <- answers[[paste0("score_", means$score[i])]]
  if (is.null(score)) next
  s <- summarize(score, own)
  sides[[means$index[i]]] <- s
  p <- published[published$index == means$index[i] & published$measure == "level", ]
  compare_index("index of one side", p, s[paste(place(p), p$side), ])
  other <- answers[[paste0("score_", means$matched_with[i])]]
  p <- published[published$index == means$index[i] & published$measure == "matched", ]
  if (!is.null(other) && nrow(p) > 0) {
    score[is.na(other)] <- NA
    compare_index("index of who has both values", p, summarize(score, own)[paste(place(p), p$side), ])
  }
}

# Unproductive time weighted by hours; one who spent none weighs nothing.
p <- published[published$index == "unproductive_hours_weighted" & published$measure == "level", ]
if (nrow(p) > 0) {
  counts_in <- !is.na(answers$score_time_hours) & !is.na(answers$score_unproductive) & answers$score_time_hours > 0
  by_hours <- ifelse(counts_in, answers$score_time_hours * answer_weights, NA)
  s <- summarize(answers$score_unproductive, own, by_hours)
  compare_index("index weighted by hours", p, s[paste(place(p), p$side), ])
}

# Both sides together: the gap with Welch's interval, the mean, the lower one.
for (i in seq_len(nrow(pairs))) {
  s <- sides[[pairs$of[i]]]
  p <- published[published$index == pairs$index[i] & published$measure == "level", ]
  if (is.null(s) || nrow(p) == 0) next
  b <- s[paste(place(p), "buyer"), ]
  u <- s[paste(place(p), "supplier"), ]
  nothing <- rep(NA_real_, nrow(p))
  if (endsWith(pairs$index[i], "_gap") || pairs$index[i] == "dependence_asymmetry") {
    squares <- cbind(b$sd^2 / b$n_effective, u$sd^2 / u$n_effective)
    se <- sqrt(rowSums(squares))
    df <- rowSums(squares)^2 / (squares[, 1]^2 / (b$n - 1) + squares[, 2]^2 / (u$n - 1))
    half <- suppressWarnings(qt(0.975, df)) * se
    m <- data.frame(mean = b$mean - u$mean, sd = nothing, se = se)
    m$ci_low <- m$mean - half
    m$ci_high <- m$mean + half
  } else if (endsWith(pairs$index[i], "_min")) {
    m <- data.frame(mean = pmin(b$mean, u$mean), sd = nothing)
  } else m <- data.frame(mean = (b$mean + u$mean) / 2, sd = nothing)
  compare_index("index of both sides", p, m)
}

# Health: weighted mean of the released levels of its parts, where 60 % of the weight is there.
p <- published[published$index == health_index & published$measure == "level", ]
if (nrow(p) > 0) {
  parts <- published[published$measure == "level" & published$index %in% names(health_weights[[1]]), ]
  parts$value <- ifelse(parts$index == "unproductive", 100 - parts$mean, parts$mean)
  parts$weight <- mapply(function(wave, index) health_weights[[as.character(wave)]][[index]], parts$wave, parts$index)
  parts <- parts[parts$weight > 0, ]
  k <- paste(place(parts), parts$side)
  weight <- tapply(parts$weight, k, sum)
  value <- tapply(parts$value * parts$weight, k, sum) / weight
  value[weight < 60] <- NA
  one <- p$side != "both"
  computed <- rep(NA_real_, nrow(p))
  computed[one] <- value[paste(place(p), p$side)[one]]
  computed[!one] <- (value[paste(place(p), "buyer")[!one]] + value[paste(place(p), "supplier")[!one]]) / 2
  compare_index("health", p, data.frame(mean = computed, sd = NA_real_))
}

# 2. Reliability of the scales ------------------------------------------------------------------------------------------
unsure <- unique(c(answers$wave[is.na(answers$side)], as.integer(sub(" .*", "", gone))))
alpha_of <- function(v) { k <- ncol(v); k / (k - 1) * (1 - sum(diag(v)) / sum(v)) }
for (scale in scales) {
  p <- reliability[reliability$wave == scale$wave & reliability$construct == scale$construct & reliability$side == scale$side, ]
  if (nrow(p) == 0 || scale$wave %in% unsure) next
  rows <- answers$wave == scale$wave & answers$side %in% scale$side
  raw <- as.matrix(answers[rows, scale$items, drop = FALSE])
  asked <- rowSums(!is.na(raw))
  raw[!is.na(raw) & raw < scale$minimum] <- NA # codes of missing answers
  for (item in scale$reversed) raw[, item] <- scale$minimum + scale$maximum - raw[, item]
  complete <- raw[rowSums(is.na(raw)) == 0, , drop = FALSE]
  computed <- c(responses = nrow(complete))
  if (nrow(complete) > 1 && ncol(complete) > 1) {
    v <- cov(complete)
    r <- suppressWarnings(cor(complete))
    k <- ncol(r)
    mean_r <- mean(r[lower.tri(r)])
    computed <- c(computed, alpha = alpha_of(v), mean_r = mean_r, alpha_standardized = k * mean_r / (1 + (k - 1) * mean_r))
  }
  answered <- rowSums(!is.na(raw))
  scored <- answered > 0 & answered * 2 >= asked
  y <- rowMeans(raw, na.rm = TRUE)[scored]
  group <- factor(answers$relationship_id[rows][scored])
  if (nlevels(group) > 1 && length(y) > nlevels(group)) {
    within <- sum((y - ave(y, group))^2) / (length(y) - nlevels(group))
    between <- sum((ave(y, group) - mean(y))^2) / (nlevels(group) - 1)
    size <- length(y) / nlevels(group)
    computed <- c(computed, icc1 = (between - within) / (between + (size - 1) * within), icc2 = (between - within) / between)
  }
  exact <- scale$wave %in% exact_waves
  q <- p[p$coefficient %in% names(computed), ]
  compare("reliability", paste(q$wave, q$construct, q$side, q$coefficient), computed[q$coefficient], q$value,
    ifelse(exact | q$coefficient == "responses", 0, 0.005) + tolerance)

  # the same by programs of others, where they are installed
  published_of <- function(name) { at <- match(name, p$coefficient); if (is.na(at)) NA else p$value[at] }
  if (requireNamespace("psych", quietly = TRUE) && !is.na(published_of("alpha"))) {
    theirs <- suppressMessages(suppressWarnings(psych::alpha(as.data.frame(complete), check.keys = FALSE, warnings = FALSE)$total$raw_alpha))
    compare("reliability by psych", paste(scale$wave, scale$construct, scale$side, "alpha"), theirs, published_of("alpha"), ifelse(exact, 0, 0.005) + tolerance)
  }
  if (requireNamespace("lavaan", quietly = TRUE) && !is.na(published_of("omega_ml"))) {
    model <- paste(scale$construct, "=~", paste(scale$items, collapse = " + "))
    fit <- lavaan::cfa(model, as.data.frame(complete), std.lv = TRUE)
    estimates <- lavaan::lavInspect(fit, "est")
    common <- sum(estimates$lambda)^2
    # found step by step, so that the last digits depend on when a program stops
    compare("reliability by lavaan", paste(scale$wave, scale$construct, scale$side, "omega"), common / (common + sum(estimates$theta)),
      published_of("omega_ml"), ifelse(exact, 0, 0.005) + 1e-4)
  }
}

# 3. Transactional time on trust ----------------------------------------------------------------------------------------
for (wave in unique(regression$wave)) {
  released <- indices[indices$wave == wave & indices$status == "released" & indices$side != "both", ]
  by <- if (any(released$measure == "matched" & released$index == "trust")) "matched" else "level"
  released <- released[released$measure == by, ]
  x <- released[released$index == "trust", ]
  y <- released[released$index == "unproductive", ]
  points <- merge(x[c("relationship_id", "side", "mean")], y[c("relationship_id", "side", "mean")], by = c("relationship_id", "side"))
  model <- lm(mean.y ~ mean.x, points)
  interval <- confint(model)
  computed <- c(n = nrow(points), intercept = coef(model)[[1]], slope = coef(model)[[2]], slope_low = interval[2, 1],
    slope_high = interval[2, 2], r_squared = suppressWarnings(summary(model)$r.squared))
  p <- regression[regression$wave == wave, ]
  compare("transactional time on trust", paste("wave", wave, p$name), computed[p$name], p$value)
}

# 4. Relations between constructs: uncertainty, contract and resources, time; of values of both sides --------------------
for (wave in unique(relations$wave)) {
  p <- relations[relations$wave == wave, ]
  estimates <- setdiff(names(p), c("wave", "view", "name"))
  told <- unlist(lapply(estimates, function(part) {
    values <- setNames(p[[part]], paste0(p$name, if (part == "estimate") "" else paste0(".", part)))
    values[!is.na(values)]
  }))
  released <- indices[indices$wave == wave & indices$status == "released" & indices$measure == "level" & indices$side != "both", ]
  places <- unique(released$relationship_id)
  # the mean of both sides needs both of them
  column <- function(index) {
    value <- function(side) {
      own <- released[released$index == index & released$side == side, ]
      own$mean[match(places, own$relationship_id)]
    }
    (value("buyer") + value("supplier")) / 2
  }
  columns <- c("trust", "unproductive", "continuity", "uncertainty", "contract_reliance", "resource_sharing")
  computed <- relations_of(as.data.frame(lapply(setNames(columns, columns), column)), told)
  # differences of large numbers: relative to their size
  compare("relations between constructs", paste("wave", wave, names(told)), unname(computed[names(told)]), unname(told),
    tolerance * pmax(1, abs(unname(told))))
}

# What came of it -------------------------------------------------------------------------------------------------------
cat(sprintf("%-34s %10s %10s %22s\n", "compared", "values", "different", "largest difference"))
for (i in seq_along(kinds)) cat(sprintf("%-34s %10d %10d %22.3g\n", kinds[i], counts[i], wrong[i], largest[i]))
others <- sum(indices$status == "released" & !(indices$measure %in% c("level", "matched")))
cat(others, "changes, values over several waves and trends are not computed here.\n")
if (length(left_out) > 0) {
  cat(length(left_out), "relationships in a wave are left out: a side, or a function that weighs, is not told in the file, or answers were deleted since.\n")
}
rounded <- setdiff(unique(indices$wave), exact_waves)
if (length(rounded) > 0) cat("In the waves", rounded, "values are published rounded: differences up to half a unit are no differences.\n")
if (sum(wrong) > 0) quit(status = 1)
cat("Everything that was computed agrees with what was published.\n")
`
