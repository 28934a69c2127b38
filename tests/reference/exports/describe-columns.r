# What R's own readers find in a file, as JSON: Rscript describe-columns.r sav|dta|script FILE RESULT.json
arguments <- commandArgs(trailingOnly = TRUE)
kind <- arguments[1]
file <- arguments[2]

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

if (kind == "script") {
  if (length(arguments) > 3) use_haven <- FALSE
  setwd(dirname(file))
  # where the locale has no UTF-8, R cannot turn the script into it, and reads it as it is
  source(basename(file), encoding = if (l10n_info()[["UTF-8"]]) "UTF-8" else "native.enc")
  factors <- as_factors(data)
  factors <- factors[vapply(factors, is.factor, TRUE)]
  more <- list(factors = lapply(factors, function(one) list(
    values = as.character(one), levels = levels(one), ordered = is.ordered(one), label = attr(one, "label")
  )))
} else {
  data <- if (kind == "sav") haven::read_sav(file, user_na = TRUE) else haven::read_dta(file)
  more <- list()
}
result <- c(list(names = as_list(names(data)), columns = lapply(unname(as.list(data)), describe_column), rows = nrow(data),
                 label = attr(data, "label")), more)
writeLines(jsonlite::toJSON(result, na = "null", null = "null", auto_unbox = TRUE, digits = NA), arguments[3], useBytes = TRUE)
