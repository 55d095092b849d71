"""The same quiz written by hand on the same parts: what the machine can do without a flow interpreter."""
