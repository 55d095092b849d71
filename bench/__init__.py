"""Benchmarks: the product beside a hand-written floor, under one load generator, on one machine."""
