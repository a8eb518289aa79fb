# Times the value and gradient of a model in TMB: tmb_peer.R MODEL FOLDER, in the folder of tmb_models.cpp.
# FOLDER holds an array of doubles in each file. Prints one object of JSON: value, gradient, and the nanoseconds of the fastest run.
suppressPackageStartupMessages(library(TMB))
arguments <- commandArgs(trailingOnly = TRUE)
read <- function(name) {
  file <- file.path(arguments[2], paste0(name, ".bin"))
  if (file.exists(file)) readBin(file, "double", file.size(file) / 8) else numeric(0)
}

invisible(capture.output(compile("tmb_models.cpp", flags = "-O2 -w")))
dyn.load(dynlib("tmb_models"))
y <- read("y")
data <- list(model = if (arguments[1] == "logistic") 0L else 1L, x = matrix(read("x"), nrow = length(y), byrow = TRUE), y = y)
objective <- MakeADFun(data, list(beta = read("beta"), log_sigma = read("log_sigma")), DLL = "tmb_models", silent = TRUE)

fastest <- Inf
start <- proc.time()[["elapsed"]]
runs <- 0
while (runs < 5 || (runs < 200 && proc.time()[["elapsed"]] - start < 1)) {
  # R's clock has microseconds, and TMB keeps the value of the parameters it saw last: the gradient includes its forward sweep.
  before <- Sys.time()
  value <- objective$fn(objective$par)
  gradient <- objective$gr(objective$par)
  fastest <- min(fastest, as.numeric(Sys.time() - before, units = "secs"))
  runs <- runs + 1
}
cat(sprintf("{\"value\": %.17g, \"gradient\": [%s], \"ns\": %.0f}\n", value, paste(sprintf("%.17g", gradient), collapse = ", "), 1e9 * fastest))
