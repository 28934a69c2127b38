/** What the scripts for R have in common. Plain R 4; `haven` is used where it is installed. */
export const R_FUNCTIONS = String.raw`# Set use_haven to FALSE before you source this file to do without the package haven.
if (!exists("use_haven")) use_haven <- requireNamespace("haven", quietly = TRUE)

in_utf8 <- function(text) {
  if (!is.null(text)) Encoding(text) <- "UTF-8"
  text
}

# All columns as texts; what is empty is NA.
read_columns <- function(file, names) {
  data <- read.csv(file, colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE)
  if (ncol(data) != length(names)) stop(file, " is not the file that this script was made for")
  names(data) <- names
  data
}

# The apostrophe in front of a text that a spreadsheet would take for a formula is taken away again.
without_guard <- function(text) sub("^'('*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20])", "\\1", text, perl = TRUE)

# A column with its label, the meanings of its values, and whatever else is said of it.
describe <- function(column, type, measure, label, values = NULL, labels = NULL, missing = NULL,
                     missing_labels = NULL, ...) {
  column <- if (type == "text") without_guard(in_utf8(column)) else as.numeric(column)
  names(values) <- in_utf8(labels)
  if (use_haven && length(missing) > 0) {
    # -96 is .a, -97 is .b and so on, as in the Stata file
    tags <- haven::tagged_na(base::letters[-95 - missing])
    for (code in seq_along(missing)) column[!is.na(column) & column == missing[code]] <- tags[code]
    values <- c(values, stats::setNames(tags, in_utf8(missing_labels)))
  } else column[column %in% missing] <- NA
  if (use_haven) {
    column <- haven::labelled(column, labels = values, label = in_utf8(label))
  } else {
    attr(column, "label") <- in_utf8(label)
    attr(column, "labels") <- values
  }
  attr(column, "measure") <- measure
  for (name in ...names()) attr(column, name) <- in_utf8(list(...)[[name]])
  column
}

# Factors of all columns whose values all have labels; in their order where the measure is ordinal.
as_factors <- function(data) {
  for (name in names(data)) {
    column <- data[[name]]
    values <- attr(column, "labels")
    values <- values[!is.na(values)]
    plain <- as.vector(unclass(column))
    if (length(values) == 0 || !all(plain[!is.na(plain)] %in% values)) next
    made <- factor(plain, levels = unname(values), labels = make.unique(names(values)),
                   ordered = attr(column, "measure") == "ordinal")
    attr(made, "label") <- attr(column, "label")
    data[[name]] <- made
  }
  data
}
`
