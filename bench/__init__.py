"""Benchmarks, and the local model server that they and the fault tests run against."""
