# What R's own readers find in files, as JSON. Each line of the input names one: sav|dta|script, FILE, RESULT.json, and perhaps
# `without haven`, between tabulators; each is answered by the line `done`.
as_text <- function(values) {
  if (is.character(values)) return(values)
  values <- unclass(values)
  tags <- if (is.double(values) && requireNamespace("haven", quietly = TRUE)) haven::na_tag(values) else NA
  texts <- ifelse(is.na(values), NA, sprintf("%.17g", values))
  ifelse(is.na(values) & !is.na(tags), paste0(".", tags), texts)
}
# Stays a list in JSON, also of one.
as_list <- function(vector) if (is.null(vector)) NULL else I(vector)
describe_column <- function(column) {
  labels <- attr(column, "labels")
  attributes_left <- attributes(column)
  attributes_left <- attributes_left[setdiff(names(attributes_left), c("labels", "names"))]
  list(
    values = as_list(as_text(as.vector(unclass(column)))),
    label_values = as_list(as_text(unname(labels))),
    label_texts = as_list(names(labels)),
    attributes = attributes_left
  )
}

describe_script <- function(file, without_haven) {
  place <- new.env()
  if (without_haven) place$use_haven <- FALSE
  setwd(dirname(file))
  # where the locale has no UTF-8, R cannot turn the script into it, and reads it as it is
  source(basename(file), local = place, encoding = if (l10n_info()[["UTF-8"]]) "UTF-8" else "native.enc")
  factors <- place$as_factors(place$data)
  factors <- factors[vapply(factors, is.factor, TRUE)]
  described <- lapply(factors, function(one) list(
    values = as.character(one), levels = levels(one), ordered = is.ordered(one), label = attr(one, "label")
  ))
  list(data = place$data, more = list(factors = described))
}

input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  asked <- strsplit(line, "\t", fixed = TRUE)[[1]]
  file <- asked[2]
  read <- switch(asked[1],
    sav = list(data = haven::read_sav(file, user_na = TRUE)),
    dta = list(data = haven::read_dta(file)),
    script = describe_script(file, length(asked) > 3)
  )
  data <- read$data
  result <- c(list(names = as_list(names(data)), columns = lapply(unname(as.list(data)), describe_column), rows = nrow(data),
                   label = attr(data, "label")), read$more)
  writeLines(jsonlite::toJSON(result, na = "null", null = "null", auto_unbox = TRUE, digits = NA), asked[3], useBytes = TRUE)
  cat("done\n")
}
