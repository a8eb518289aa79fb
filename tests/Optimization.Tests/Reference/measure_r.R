# How many evaluations R's optimizers need on the problems of problems.txt, and whether they end at a local minimum.
#
# Rscript measure_r.R writes r.txt. Gradients are exact (complex steps through the residuals), Hessians are differences of them.

lines <- strsplit(readLines("problems.txt"), " ")
lines <- lines[sapply(lines, function(words) words[1] != "#")]
y_bard <- c(.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39)
y_gauss <- c(.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175, .0044, .0009)
y_meyer <- c(34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872)
y_kowalik <- c(.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246)
u_kowalik <- c(4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625)
y_osborne1 <- c(844, 908, 932, 936, 925, 908, 881, 850, 818, 784, 751, 718, 685, 658, 628, 603, 580, 558, 538, 522, 506, 490, 478, 467, 457, 448,
                438, 431, 424, 420, 414, 411, 406) / 1000
y_osborne2 <- c(1366, 1191, 1112, 1013, 991, 885, 831, 847, 786, 725, 746, 679, 608, 655, 616, 606, 602, 626, 651, 724, 649, 649, 694, 644, 624, 661,
                612, 558, 533, 495, 500, 423, 395, 375, 372, 391, 396, 405, 428, 429, 523, 562, 607, 653, 672, 708, 633, 668, 645, 632, 591, 559, 597,
                625, 739, 710, 729, 720, 636, 581, 428, 292, 162, 98, 54) / 1000
odd <- function(x, k) x[seq(k, length(x), 2)]
fourth <- function(x, k) x[seq(k, length(x), 4)]
powell <- function(x) {
  a <- fourth(x, 1); b <- fourth(x, 2); c <- fourth(x, 3); d <- fourth(x, 4)
  c(a + 10 * b, sqrt(5) * (c - d), (b - 2 * c)^2, sqrt(10) * (a - d)^2)
}
before <- function(x) c(0, x[-length(x)])
after <- function(x) c(x[-1], 0)
rosenbrock <- function(x) c(10 * (odd(x, 2) - odd(x, 1)^2), 1 - odd(x, 1))
penalty1 <- function(x) c(sqrt(1e-5) * (x - 1), sum(x^2) - .25)

residuals <- list(
  Rosenbrock = rosenbrock, ExtendedRosenbrock = rosenbrock, PowellSingular = powell, ExtendedPowell = powell, Penalty1 = penalty1,
  FreudensteinRoth = function(x) c(-13 + x[1] + ((5 - x[2]) * x[2] - 2) * x[2], -29 + x[1] + ((x[2] + 1) * x[2] - 14) * x[2]),
  PowellBadlyScaled = function(x) c(1e4 * x[1] * x[2] - 1, exp(-x[1]) + exp(-x[2]) - 1.0001),
  BrownBadlyScaled = function(x) c(x[1] - 1e6, x[2] - 2e-6, x[1] * x[2] - 2),
  Beale = function(x) c(1.5, 2.25, 2.625) - x[1] * (1 - x[2]^(1:3)),
  JennrichSampson = function(x) 2 + 2 * 1:10 - (exp(1:10 * x[1]) + exp(1:10 * x[2])),
  HelicalValley = function(x) {
    theta <- atan(x[2] / x[1]) / (2 * pi) + (if (Re(x[1]) < 0) .5 else 0)
    c(10 * (x[3] - 10 * theta), 10 * (sqrt(x[1]^2 + x[2]^2) - 1), x[3])
  },
  Bard = function(x) y_bard - (x[1] + 1:15 / ((16 - 1:15) * x[2] + pmin(1:15, 16 - 1:15) * x[3])),
  Gaussian = function(x) x[1] * exp(-x[2] * ((8 - 1:15) / 2 - x[3])^2 / 2) - y_gauss,
  Meyer = function(x) x[1] * exp(x[2] / (45 + 5 * 1:16 + x[3])) - y_meyer,
  Gulf = function(x) {
    t <- 1:99 / 100
    d <- 25 + (-50 * log(t))^(2 / 3) - x[2]
    exp(-(d * sign(Re(d)))^x[3] / x[1]) - t
  },
  Box = function(x) { t <- 1:10 / 10; exp(-t * x[1]) - exp(-t * x[2]) - x[3] * (exp(-t) - exp(-10 * t)) },
  Wood = function(x) c(10 * (x[2] - x[1]^2), 1 - x[1], sqrt(90) * (x[4] - x[3]^2), 1 - x[3], sqrt(10) * (x[2] + x[4] - 2), (x[2] - x[4]) / sqrt(10)),
  KowalikOsborne = function(x) y_kowalik - x[1] * (u_kowalik^2 + u_kowalik * x[2]) / (u_kowalik^2 + u_kowalik * x[3] + x[4]),
  BrownDennis = function(x) { t <- 1:20 / 5; (x[1] + t * x[2] - exp(t))^2 + (x[3] + x[4] * sin(t) - cos(t))^2 },
  Osborne1 = function(x) { t <- 10 * 0:32; y_osborne1 - (x[1] + x[2] * exp(-t * x[4]) + x[3] * exp(-t * x[5])) },
  Biggs = function(x) {
    t <- 1:13 / 10
    x[3] * exp(-t * x[1]) - x[4] * exp(-t * x[2]) + x[6] * exp(-t * x[5]) - (exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t))
  },
  Osborne2 = function(x) {
    t <- 0:64 / 10
    y_osborne2 - (x[1] * exp(-t * x[5]) + x[2] * exp(-(t - x[9])^2 * x[6]) + x[3] * exp(-(t - x[10])^2 * x[7]) + x[4] * exp(-(t - x[11])^2 * x[8]))
  },
  Watson = function(x) {
    n <- length(x); t <- 1:29 / 29
    slope <- rep(0, 29); sum <- rep(0, 29)
    for (j in 1:n) {
      if (j > 1) slope <- slope + (j - 1) * x[j] * t^(j - 2)
      sum <- sum + x[j] * t^(j - 1)
    }
    c(slope - sum^2 - 1, x[1], x[2] - x[1]^2 - 1)
  },
  Penalty2 = function(x) {
    n <- length(x); i <- 2:n
    y <- exp(i / 10) + exp((i - 1) / 10)
    c(x[1] - .2, sqrt(1e-5) * (exp(x[i] / 10) + exp(x[i - 1] / 10) - y), sqrt(1e-5) * (exp(x[i] / 10) - exp(-.1)), sum((n - 1:n + 1) * x^2) - 1)
  },
  VariablyDimensioned = function(x) { s <- sum(seq_along(x) * (x - 1)); c(x - 1, s, s^2) },
  Trigonometric = function(x) { n <- length(x); n - sum(cos(x)) + 1:n * (1 - cos(x)) - sin(x) },
  BrownAlmostLinear = function(x) { n <- length(x); c(x[-n] + sum(x) - (n + 1), prod(x) - 1) },
  DiscreteBoundaryValue = function(x) { n <- length(x); h <- 1 / (n + 1); 2 * x - before(x) - after(x) + h^2 * (x + 1:n * h + 1)^3 / 2 },
  DiscreteIntegralEquation = function(x) {
    n <- length(x); h <- 1 / (n + 1); t <- 1:n * h; c3 <- (x + t + 1)^3
    sapply(1:n, function(i) x[i] + h * ((1 - t[i]) * sum((t * c3)[1:i]) + t[i] * sum(((1 - t) * c3)[-(1:i)])) / 2)
  },
  BroydenTridiagonal = function(x) (3 - 2 * x) * x - before(x) - 2 * after(x) + 1,
  BroydenBanded = function(x) {
    n <- length(x)
    sapply(1:n, function(i) { j <- setdiff(max(1, i - 5):min(n, i + 1), i); x[i] * (2 + 5 * x[i]^2) + 1 - sum(x[j] * (1 + x[j])) })
  },
  LinearFullRank = function(x) c(x, rep(0, 20 - length(x))) - .1 * sum(x) - 1,
  LinearRank1 = function(x) 1:20 * sum(seq_along(x) * x) - 1,
  LinearRank1Zero = function(x) { n <- length(x); c(0, 1:18 * sum((2:(n - 1)) * x[2:(n - 1)]), 0) - 1 },
  Chebyquad = function(x) {
    n <- length(x); z <- 2 * x - 1; old <- 1; now <- z; r <- c()
    for (i in 1:n) {
      r <- c(r, sum(now) / n + (if (i %% 2 == 0) 1 / (i^2 - 1) else 0))
      new <- 2 * z * now - old; old <- now; now <- new
    }
    r
  })

run <- function(name, start, minima) {
  r <- residuals[[name]]
  values <- 0
  f <- function(x) { values <<- values + 1; v <- sum(r(x)^2); if (is.finite(v)) v else 1e100 }
  gradient <- function(x) {
    here <- r(x)
    if (length(x) > 50) {  # Rosenbrock's pairs: a complex step for each of 100 parameters takes minutes
      a <- odd(x, 1); d <- odd(x, 2) - a^2
      return(c(rbind(-400 * d * a - 2 * (1 - a), 200 * d)))
    }
    g <- sapply(seq_along(x), function(j) { z <- as.complex(x); z[j] <- z[j] + 1e-30i; 2 * sum(here * Im(r(z)) / 1e-30) })
    ifelse(is.finite(g), g, 0)
  }
  hessian <- function(x) {
    h <- sapply(seq_along(x), function(j) {
      step <- 6e-6 * max(abs(x[j]), 1e-2); a <- x; a[j] <- a[j] + step; b <- x; b[j] <- b[j] - step
      (gradient(a) - gradient(b)) / (a[j] - b[j])
    })
    (h + t(h)) / 2
  }
  many <- 3000
  methods <- list(
    "nlminb-H" = function() nlminb(start, f, gradient, hessian, control = list(eval.max = many, iter.max = many, rel.tol = 1e-14, abs.tol = 1e-20))$objective,
    "nlminb" = function() nlminb(start, f, gradient, control = list(eval.max = many, iter.max = many, rel.tol = 1e-14, abs.tol = 1e-20))$objective,
    "ucminf" = function() ucminf::ucminf(start, f, gradient, control = list(maxeval = many, grtol = 1e-10, xtol = 1e-14))$value,
    "nlm" = function() suppressWarnings(nlm(structure(function(x) { v <- f(x); attr(v, "gradient") <- gradient(x); v }, class = "function"),
                           start, iterlim = many, gradtol = 1e-10, steptol = 1e-12, check.analyticals = FALSE))$minimum,
    "BFGS" = function() optim(start, f, gradient, method = "BFGS", control = list(maxit = many, reltol = 1e-15))$value,
    "L-BFGS-B" = function() optim(start, f, gradient, method = "L-BFGS-B", control = list(maxit = many, factr = 10, pgtol = 0))$value)
  for (method in names(methods)) {
    values <- 0
    value <- tryCatch(methods[[method]](), error = function(e) NA)
    solved <- function(tolerance) !is.na(value) && any(abs(value - minima) <= tolerance * (1 + abs(minima)))
    cat(name, length(start), method, values, if (solved(1e-10)) "minimum" else if (solved(1e-6)) "near" else "elsewhere", "\n", file = out)
    flush(out)
  }
}

out <- file("r.txt", "w")
cat("# Written by measure_r.R with R ", as.character(getRversion()), " and ucminf ", as.character(packageVersion("ucminf")),
    ": problem, parameters, method, points evaluated, where it ended\n# (minimum: within 1e-10 (1 + |f*|) of a local minimum; near: within 1e-6).\n", sep = "", file = out)
for (i in seq(1, length(lines), 6)) run(lines[[i]][3], as.numeric(lines[[i + 1]][-1]), as.numeric(lines[[i + 5]][-1]))
close(out)
