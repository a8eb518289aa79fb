global using Fluxion.RealPrograms.Tests;
global using Xunit;
